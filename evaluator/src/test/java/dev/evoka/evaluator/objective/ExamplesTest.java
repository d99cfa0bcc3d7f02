package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.data.GenerateSpec;
import dev.evoka.evaluator.data.GeneratedData;
import dev.evoka.measures.Measures;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.optimizers.SimulatedAnnealing;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @CsvSource({
        "linear-1000, 1000, mse",
        "rastrigin, 10, direct",
        "wine, 12, mse",
        "mlp-spirals, 371, cross-entropy",
        "decay, 2, direct"
    })
    void areValid(String name, int parameters, String measure) {
        RunSpec spec = SpecReader.read(EXAMPLES.resolve(name + ".yaml"));
        ResolvedObjective resolved = Objectives.resolve(spec);
        assertThat(resolved.parameters()).hasSize(parameters);
        assertThat(resolved.measure()).isEqualTo(measure);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-annealing, 23008, token-cross-entropy, token-cross-entropy",
        "bert-reviews, 4082, accuracy, accuracy",
        "gpt-translation, 173120, token-cross-entropy, bleu",
        "gpt-summaries, 173120, token-cross-entropy, rouge-l",
        "gpt-questions, 173120, token-cross-entropy, token-f1"
    })
    void ofModelsAreValid(String name, long weights, String measure, String judge) {
        ResolvedObjective resolved = Objectives.resolve(SpecReader.read(EXAMPLES.resolve(name + ".yaml")));
        assertThat(resolved.weights()).isEqualTo(weights);
        assertThat(resolved.measure()).isEqualTo(measure);
        assertThat(resolved.validationMeasure()).isEqualTo(judge);
    }

    @Test
    void theSpiralsAreWhatTheReadmeSays(@TempDir Path folder) {
        GeneratedData.write(
                folder.resolve("spirals.csv"),
                new GenerateSpec("spirals", 300, OptionalInt.empty(), OptionalInt.of(3), 0.1, 1));
        assertThat(EXAMPLES.resolve("data/spirals.csv")).hasSameTextualContentAs(folder.resolve("spirals.csv"));
    }

    @Test
    void theSpiralsAreToldApartWithinTenThousandEvaluations() {
        RunSpec spec = SpecReader.read(EXAMPLES.resolve("mlp-spirals.yaml"));
        ResolvedObjective resolved = Objectives.resolve(spec);
        Run run = Run.newBuilder()
                .setRun("r")
                .setName("r")
                .setSpec(SpecReader.canonicalJson(spec))
                .setMeasure(resolved.measure())
                .setClasses(resolved.classes())
                .setShards(resolved.shards())
                .setParameters(resolved.parameters())
                .setFacts(resolved.facts())
                .setWanted(WantedState.RUNNING)
                .setSubmitted(Instant.EPOCH)
                .build();
        BatchObjective objective = (BatchObjective) Objectives.open(run, 0);
        int dimension = resolved.parameters().size();
        double[] low = new double[dimension];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        double[] high = new double[dimension];
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        DenseOptimizer annealing = SimulatedAnnealing.defaults()
                .start(new SearchSpace(low, high, new Initialisation.Normal(0, 0.5)), spec.seed());
        double best = Double.POSITIVE_INFINITY;
        for (int used = 0; used < 10_000; ) {
            Candidates candidates = annealing.ask();
            double[] errors = Arrays.stream(objective
                            .evaluate(candidates.values(), candidates.count())
                            .values())
                    .map(sum -> Measures.CROSS_ENTROPY.finish(new double[] {sum}, 300))
                    .toArray();
            best = Math.min(best, Arrays.stream(errors).min().orElseThrow());
            annealing.tell(errors);
            used += errors.length;
        }
        assertThat(best).isLessThan(0.01);
    }
}
