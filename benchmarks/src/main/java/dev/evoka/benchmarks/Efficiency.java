package dev.evoka.benchmarks;

import dev.evoka.evaluator.service.Assignment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How much of the evaluators' time goes into evaluations of 100 ms: the time that a generation would take if they did
/// nothing else, divided by the time that it took.
final class Efficiency {

    private static final int SLOTS = 32;
    private static final int MOST = 32;
    private static final int WITH_A_SLOW_ONE = 8;
    private static final int POPULATION = 256;

    /// A virtual machine that has just started takes several times as long for what passes a broker.
    private static final double WARM_MILLISECONDS = 8_000;

    private static final double MEASURED_MILLISECONDS = 8_000;

    private Efficiency() {}

    /// @param arguments assignment and number of evaluators, 0 for those with a slow one; all without
    static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| assignment | evaluators | generation, ms | ideal, ms | efficiency |");
        System.out.println("|---|---|---|---|---|");
        if (arguments.length == 2) {
            measure(Assignment.valueOf(arguments[0].toUpperCase(Locale.ROOT)), Integer.parseInt(arguments[1]));
            return;
        }
        for (Assignment assignment : Assignment.values()) {
            for (int evaluators = 1; evaluators <= MOST; evaluators *= 2) {
                measure(assignment, evaluators);
            }
            measure(assignment, 0);
        }
    }

    private static void measure(Assignment assignment, int evaluators) throws IOException, InterruptedException {
        if (evaluators > 0) {
            measure(assignment, names(evaluators), evaluators, POPULATION);
        } else {
            List<String> names = names(WITH_A_SLOW_ONE - 1);
            names.add(SleepingSphere.SLOW);
            measure(assignment, names, names.size() - 1 + 1.0 / SleepingSphere.SLOWER, POPULATION);
        }
    }

    private static List<String> names(int evaluators) {
        return new ArrayList<>(IntStream.rangeClosed(1, evaluators)
                .mapToObj(i -> "evaluator-" + i)
                .toList());
    }

    /// @param speed evaluators that are as fast as all of these together
    private static void measure(Assignment assignment, List<String> evaluators, double speed, int population)
            throws IOException, InterruptedException {
        int slots = switch (assignment) {
            case SHARDED -> SLOTS;
            case POOLED -> 1;
        };
        try (Stage stage = new Stage(evaluators, slots, OptionalInt.empty(), assignment)) {
            stage.submit("""
                    name: efficiency
                    objective: {java: %s}
                    parameters: {dimension: 10, bounds: [-5, 5]}
                    optimizer: {algorithm: random-search, population: %d}
                    stop: {generations: 100000000}
                    """.formatted(SleepingSphere.NAME, population));
            double ideal = population * SleepingSphere.MILLISECONDS / speed;
            stage.nanosecondsPerGeneration((int) Math.ceil(WARM_MILLISECONDS / ideal));
            double took = stage.nanosecondsPerGeneration((int) Math.ceil(MEASURED_MILLISECONDS / ideal)) / 1e6;
            String who = evaluators.size() + (evaluators.contains(SleepingSphere.SLOW) ? ", one 10 × slower" : "");
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %.1f %% |%n",
                    assignment.name().toLowerCase(Locale.ROOT),
                    who,
                    took,
                    ideal,
                    100 * ideal / took);
        }
    }
}
