package dev.evoka.benchmarks;

import dev.evoka.schemas.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Turnaround: the time from one generation to the next, beside a raw round trip. Sphere, d = 10, population 8, two
/// evaluators.
final class Turnaround {

    private static final String SPEC = """
            name: turnaround
            objective: {function: sphere}
            parameters: {dimension: 10, bounds: [-5, 5]}
            optimizer: {algorithm: %s, population: 8}
            stop: {generations: 100000000}
            """;
    private static final int WARM = 4_000;
    private static final int GENERATIONS = 2_000;

    private Turnaround() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        String algorithm = arguments.length > 0 ? arguments[0] : "random-search";
        System.out.println("| blocks | raw round trip, ms | turnaround, ms | × raw | goal |");
        System.out.println("|---|---|---|---|---|");
        List<String> wanted =
                arguments.length > 1 ? List.of(arguments[1].split(",", -1)) : List.of("default", "2", "8");
        for (String blocks : wanted) {
            switch (blocks) {
                case "default" -> line(blocks, OptionalInt.empty(), 1.4, algorithm);
                case "2" -> line(blocks, OptionalInt.of(2), 1.8, algorithm);
                default -> line(blocks, OptionalInt.of(Integer.parseInt(blocks)), 2.2, algorithm);
            }
        }
    }

    private static void line(String name, OptionalInt blocks, double goal, String algorithm)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage(2, 16, blocks);
                RawKafka raw = new RawKafka(stage.client())) {
            Run run = stage.submit(SPEC.formatted(algorithm));
            stage.nanosecondsPerGeneration(WARM);
            stage.stop(run);
            raw.roundTrip(WARM, 100);
            List<Double> raws = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                raws.add(raw.roundTrip(GENERATIONS, 100) / 1e6);
                Run next = stage.submit(SPEC.formatted(algorithm));
                stage.nanosecondsPerGeneration(100);
                ours.add(stage.nanosecondsPerGeneration(GENERATIONS) / 1e6);
                stage.stop(next);
                ratios.add(ours.getLast() / raws.getLast());
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.1f |%n",
                    name,
                    Median.of(raws),
                    Median.of(ours),
                    Median.of(ratios),
                    goal);
        }
    }
}
