package dev.evoka.cli;

import dev.evoka.evaluator.log.LogSummary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows what the log of a run's model consists of.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = "Shows the log that a run's model is: updates by their kind, bytes, snapshots.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LogCommand implements Callable<Integer> {

    @Mixin
    RunSource source;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (RunSource.Connection connection = source.connect()) {
            LogSummary summary = LogSummary.of(connection.client(), source.run);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "run        %s%n", source.run);
            out.printf(Locale.ROOT, "weights    %,d%n", summary.weights());
            out.printf(Locale.ROOT, "updates    %,d in %,d bytes%n", summary.updates(), summary.bytes());
            summary.kinds().forEach((kind, count) -> out.printf(Locale.ROOT, "  %-8s %,d%n", kind, count));
            out.printf(Locale.ROOT, "repeated   %,d%n", summary.repeated());
            summary.snapshots()
                    .forEach(each -> out.printf(
                            Locale.ROOT, "snapshot   %s before generation %,d%n", each.sha256(), each.generation()));
            out.flush();
        }
        return 0;
    }
}
