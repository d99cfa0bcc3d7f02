package dev.evoka.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.Method;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.evaluator.training.Training;
import dev.evoka.measures.ErrorMeasure;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.schemas.Run;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Update;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The learning curve of a run that trains model weights, in one process without Kafka: the same code and the same
/// bits. Arguments are a spec, whose stop condition is a number of evaluations, and what is to be another in it,
/// for example `seed=2 optimizer.population=16`.
final class SeededLearning {

    private static final int POINTS = 10;

    private final Training training;
    private final RunDefinition run;
    private final SeededOptimizer optimizer;
    private final PrintStream out;
    private long evaluations;
    private long next;
    private boolean validated;
    private double last = Double.NaN;
    private double best = Double.NaN;

    private SeededLearning(Training training, RunDefinition run, PrintStream out) {
        this.training = training;
        this.run = run;
        this.optimizer = switch (run.method()) {
            case Method.Seeded seeded -> seeded.start();
            case Method.Dense dense -> throw new IllegalArgumentException("the spec trains no weights");
        };
        this.out = out;
    }

    static void main(String[] arguments) {
        RunSpec spec = spec(Path.of(arguments[0]), Arrays.asList(arguments).subList(1, arguments.length));
        ResolvedObjective resolved = Objectives.resolve(spec);
        Run record = new Submission(
                        spec,
                        resolved.parameters(),
                        resolved.measure(),
                        resolved.classes(),
                        resolved.shards(),
                        resolved.facts(),
                        resolved.weights(),
                        resolved.validationMeasure())
                .record(Instant.EPOCH, "");
        long began = System.nanoTime();
        try (Training training = Training.open(spec, resolved.facts())) {
            System.out.printf("%s:", String.join(" ", arguments));
            new SeededLearning(training, RunDefinition.of(record), System.out).learn();
            System.out.printf(Locale.ROOT, " %.0f s%n", (System.nanoTime() - began) / 1e9);
        }
    }

    /// The spec with some of its keys set to other values.
    private static RunSpec spec(Path file, List<String> changes) {
        RunSpec spec = SpecReader.read(file);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", spec.name()).put("seed", spec.seed());
        root.set("objective", spec.objective());
        root.set("optimizer", spec.optimizer());
        root.set("stop", spec.stop());
        for (String each : changes) {
            int equals = each.indexOf('=');
            List<String> path = List.of(each.substring(0, equals).split("\\.", -1));
            ObjectNode node = root;
            for (String key : path.subList(0, path.size() - 1)) {
                node = (ObjectNode) node.path(key);
            }
            node.set(path.getLast(), value(each.substring(equals + 1)));
        }
        return SpecReader.parse(root.toString(), spec.folder());
    }

    private static JsonNode value(String yaml) {
        String whole = "{name: x, objective: {value: %s}, optimizer: {}, stop: {}}".formatted(yaml);
        return SpecReader.parse(whole, Path.of("")).objective().path("value");
    }

    private void learn() {
        long budget = run.stop().evaluations().orElseThrow();
        while (evaluations < budget && !optimizer.converged()) {
            generation(budget);
        }
        if (!validated) {
            optimizer.conclude();
            generation(budget);
        }
        out.printf(Locale.ROOT, " %d:%.4f; %s;", evaluations, last, optimizer.explanation());
    }

    private void generation(long budget) {
        Generation generation = optimizer.ask();
        validated = generation.instruction().batch().validation();
        double[] errors = errors(generation, validated ? run.validationMeasure() : run.measure());
        if (validated) {
            last = errors[0];
            best = Double.isFinite(last) && !(last >= best) ? last : best;
            show(last, budget);
        } else {
            evaluations += errors.length;
        }
        Update update = optimizer.tell(errors);
        if (update instanceof Update.Return) {
            out.printf(Locale.ROOT, " (%d back from %.4f)", evaluations, last);
            last = best;
        }
        training.model().base().fold(update);
    }

    private void show(double error, long budget) {
        if (evaluations >= next) {
            out.printf(Locale.ROOT, " %d:%.4f", evaluations, error);
            out.flush();
            next = evaluations + budget / POINTS;
        }
    }

    private double[] errors(Generation generation, ErrorMeasure measure) {
        ShardStatistics statistics = training.evaluate(
                        generation.number(), generation.instruction(), 0, generation.count(), 0, 1)
                .orElseThrow();
        int each = measure.statistics(run.classes());
        double[] errors = new double[generation.count()];
        for (int i = 0; i < errors.length; i++) {
            double[] sums = Arrays.copyOfRange(statistics.values(), i * each, (i + 1) * each);
            errors[i] = measure.finish(sums, statistics.examples());
        }
        return errors;
    }
}
