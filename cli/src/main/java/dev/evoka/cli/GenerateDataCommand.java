package dev.evoka.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.data.GenerateSpec;
import dev.evoka.evaluator.data.GeneratedData;
import dev.evoka.evaluator.text.samples.SampleKind;
import dev.evoka.evaluator.text.samples.SampleTexts;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the data of `objective.data.generate` to a CSV file, or texts for models of language.
@Command(
        name = "generate-data",
        mixinStandardHelpOptions = true,
        description =
                "Writes generated data: a table as CSV (what objective.data.generate makes of the same settings), or"
                        + " texts, one a line.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GenerateDataCommand implements Callable<Integer> {

    private static final int DEFAULT_SAMPLES = 100;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description =
                    "Tables: linear, spirals. Texts: sentences, reviews, translations, summaries, questions, skills.")
    String kind;

    @Parameters(index = "1", paramLabel = "FILE", description = "File to write.")
    Path file;

    @Option(names = "--samples", paramLabel = "N", description = "Rows or texts (default: 100).")
    Optional<Integer> samples = Optional.empty();

    @Option(names = "--features", paramLabel = "N", description = "Features of linear data (default: 1000).")
    Optional<Integer> features = Optional.empty();

    @Option(names = "--arms", paramLabel = "N", description = "Arms of a spiral (default: 2).")
    Optional<Integer> arms = Optional.empty();

    @Option(names = "--noise", paramLabel = "X", description = "Standard deviation of the noise (default: 0.1).")
    Optional<Double> noise = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the data (default: 1).")
    Optional<Long> seed = Optional.empty();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        SampleKind.named(kind).ifPresentOrElse(this::texts, this::table);
        return 0;
    }

    private void texts(SampleKind texts) {
        if (features.isPresent() || arms.isPresent() || noise.isPresent()) {
            throw new SpecException("texts have no features, arms or noise: remove the options");
        }
        int count = samples.orElse(DEFAULT_SAMPLES);
        SampleTexts.write(file, texts, count, seed.orElse(1L));
        say("%d texts: %s%n", count);
    }

    private void table() {
        List<String> kinds = Stream.concat(GenerateSpec.kinds().stream(), SampleKind.names().stream())
                .toList();
        if (!kinds.contains(kind)) {
            throw new SpecException("generate-data.kind must be one of %s but was '%s'%s"
                    .formatted(String.join(", ", kinds), kind, Suggestion.near(kind, kinds)));
        }
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("kind", kind);
        samples.ifPresent(number -> settings.put("samples", number));
        features.ifPresent(number -> settings.put("features", number));
        arms.ifPresent(number -> settings.put("arms", number));
        noise.ifPresent(number -> settings.put("noise", number));
        seed.ifPresent(number -> settings.put("seed", number));
        GenerateSpec data = SpecReader.bind(settings, GenerateSpec.class, "generate-data");
        GeneratedData.write(file, data);
        say("%d rows: %s%n", data.samples());
    }

    private void say(String format, int count) {
        spec.commandLine().getOut().printf(format, count, file);
        spec.commandLine().getOut().flush();
    }
}
