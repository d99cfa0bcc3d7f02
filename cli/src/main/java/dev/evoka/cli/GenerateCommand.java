package dev.evoka.cli;

import dev.evoka.evaluator.log.RunModel;
import dev.evoka.spec.SpecException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lets a run's model continue a text.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Continues a text with the model of a run, as it was at any generation.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GenerateCommand implements Callable<Integer> {

    @Mixin
    RunSource source;

    @Option(names = "--prompt", paramLabel = "TEXT", required = true, description = "The text to continue.")
    String prompt;

    @Option(names = "--tokens", paramLabel = "N", defaultValue = "100", description = "Tokens to add (default: 100).")
    int tokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "0 takes the likeliest token, 1 draws by probability (default: 0).")
    double temperature;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the draws (default: 1).")
    long seed;

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "The model before this generation, which is after N updates (default: the best).")
    @Nullable
    Long generation;

    @Option(names = "--compare", description = "Let the model at the start continue the text, too.")
    boolean compare;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (tokens < 1) {
            throw new SpecException("--tokens must be ≥ 1 but was " + tokens);
        }
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new SpecException("--temperature must be ≥ 0 but was " + temperature);
        }
        try (RunSource.Connection connection = source.connect()) {
            OptionalLong asked = generation == null ? OptionalLong.empty() : OptionalLong.of(generation);
            long chosen = Generations.chosen(connection.client(), source.run, asked);
            try (RunModel model = RunModel.open(connection.client(), source.run, chosen)) {
                if (compare) {
                    say("before", 0, model);
                }
                Generations.reach(model, chosen);
                say("after", chosen, model);
            }
        }
        return 0;
    }

    private void say(String what, long updates, RunModel model) {
        String text = model.model().generate(prompt, tokens, temperature, seed);
        PrintWriter out = spec.commandLine().getOut();
        if (compare) {
            out.printf(Locale.ROOT, "--- %s: %,d updates%n", what, updates);
        }
        out.println(prompt + text);
        out.flush();
    }
}
