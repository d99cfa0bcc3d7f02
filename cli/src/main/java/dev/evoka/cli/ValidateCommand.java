package dev.evoka.cli;

import dev.evoka.coordinator.run.Method;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.Run;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks a spec and its data, and says what was understood.
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks a run spec and its data.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "Run spec (YAML).")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Run run = Submissions.of(file, "");
        RunDefinition definition = RunDefinition.of(run);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s is valid%n", file);
        out.printf("  run        %s%n", run.getRun());
        out.printf(
                "  objective  %d parameters, error %s, %d shard(s)%n",
                definition.dimension(), run.getMeasure(), run.getShards());
        out.printf("  optimizer  %s%n", algorithm(definition.method()));
        out.printf("  stop       %s%n", definition.stop());
        out.flush();
        return 0;
    }

    private static Object algorithm(Method method) {
        return switch (method) {
            case Method.Dense dense -> dense.algorithm();
            case Method.Seeded seeded -> seeded.algorithm();
        };
    }
}
