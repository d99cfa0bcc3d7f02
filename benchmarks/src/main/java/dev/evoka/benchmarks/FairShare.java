package dev.evoka.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How runs share evaluators: what each of several equal runs gets done in the same time, and what a run with short
/// evaluations gets done beside one with long ones.
final class FairShare {

    private static final int SLOTS = 16;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    private static final String CHEAP = spec("cheap", "{function: sphere}", 100);
    private static final String SHORT = spec("short", "{java: " + SleepingSphere.BRIEF + "}", 10);
    private static final String LONG = spec("long", "{java: " + SleepingSphere.NAME + "}", 50);

    private FairShare() {}

    private static String spec(String name, String objective, int population) {
        return """
                name: %s
                objective: %s
                parameters: {dimension: 5, bounds: [-5, 5]}
                optimizer: {algorithm: random-search, population: %d}
                stop: {generations: 100000000}
                """.formatted(name, objective, population);
    }

    /// @param arguments `cheap`, `short` or `beside`; all without
    static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> parts = arguments.length > 0 ? List.of(arguments) : List.of("cheap", "short", "beside");
        for (String part : parts) {
            switch (part) {
                case "cheap" -> equal(CHEAP);
                case "short" -> equal(SHORT);
                case "beside" -> beside();
                default -> throw new IllegalArgumentException("there is no part " + part);
            }
        }
    }

    private static void equal(String spec) throws IOException, InterruptedException {
        System.out.println(
                "| runs of equal cost | evaluators | evaluations a second, least and most of a run | ratio |");
        System.out.println("|---|---|---|---|");
        for (int runs : new int[] {3, 8}) {
            for (int evaluators : new int[] {1, 2, 5}) {
                equal(spec, runs, evaluators);
            }
        }
    }

    private static void beside() throws IOException, InterruptedException {
        System.out.println("| 5 ms an evaluation, population 10 | evaluators | evaluations a second |");
        System.out.println("|---|---|---|");
        for (int evaluators : new int[] {1, 2, 5}) {
            beside(evaluators, SHORT);
            beside(evaluators, SHORT, LONG);
        }
    }

    private static void equal(String spec, int runs, int evaluators) throws IOException, InterruptedException {
        List<Double> each =
                measure(evaluators, IntStream.range(0, runs).mapToObj(i -> spec).toList());
        double least = each.stream().mapToDouble(rate -> rate).min().orElseThrow();
        double most = each.stream().mapToDouble(rate -> rate).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "| %d, %s | %d | %,.0f to %,.0f | %.3f |%n",
                runs,
                spec.lines().findFirst().orElseThrow().substring("name: ".length()),
                evaluators,
                least,
                most,
                most / least);
    }

    private static void beside(int evaluators, String... specs) throws IOException, InterruptedException {
        List<Double> each = measure(evaluators, List.of(specs));
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f%s |%n",
                specs.length == 1 ? "alone" : "beside a run of 100 ms, population 50",
                evaluators,
                each.getFirst(),
                specs.length == 1 ? "" : ", the other %.1f".formatted(each.get(1)));
    }

    /// Evaluations a second of each run, in their order.
    private static List<Double> measure(int evaluators, List<String> specs) throws IOException, InterruptedException {
        try (Stage stage = new Stage(evaluators, SLOTS, OptionalInt.empty())) {
            List<String> runs = new ArrayList<>();
            for (String spec : specs) {
                runs.add(stage.submit(spec).getRun());
            }
            try (ProgressReader progress = new ProgressReader(stage.client())) {
                progress.read(WARM);
                List<Long> before = runs.stream().map(progress::evaluations).toList();
                progress.read(MEASURED);
                return IntStream.range(0, runs.size())
                        .mapToObj(i ->
                                (progress.evaluations(runs.get(i)) - before.get(i)) / (double) MEASURED.toSeconds())
                        .toList();
            }
        }
    }
}
