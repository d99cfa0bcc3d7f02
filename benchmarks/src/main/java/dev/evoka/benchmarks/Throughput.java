package dev.evoka.benchmarks;

import dev.evoka.schemas.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Throughput: evaluations a second through the loop, beside the same bytes moved by raw Kafka: blocks there, errors
/// back.
final class Throughput {

    private static final int REPETITIONS = 5;

    private record Case(String name, String spec, int population, int dimension, int rawRecordBytes, int generations) {

        int bytes() {
            return population * dimension * Double.BYTES;
        }
    }

    private static final String SPHERE = """
            name: throughput
            objective: {function: sphere}
            parameters: {dimension: 10, bounds: [-5, 5]}
            optimizer: {algorithm: %s, population: 10000}
            stop: {generations: 100000000}
            """;
    private static final String LINEAR = """
            name: throughput-linear
            objective:
              model: linear
              intercept: false
              error: mse
              data: {generate: {samples: 100, features: 1000, noise: 0.1, seed: 1}}
            parameters: {initialisation: {uniform: [-0.1, 0.1]}}
            optimizer: {algorithm: random-search, population: 512}
            stop: {generations: 100000000}
            """;

    private Throughput() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| case | raw Kafka, candidates/s | evaluations/s | share of raw | goal |");
        System.out.println("|---|---|---|---|---|");
        if (arguments.length == 0) {
            measure(
                    new Case("sphere, d = 10, random search", SPHERE.formatted("random-search"), 10_000, 10, 0, 60),
                    "40 %, 300,000/s");
            measure(
                    new Case(
                            "sphere, d = 10, genetic algorithm",
                            SPHERE.formatted("genetic-algorithm"),
                            10_000,
                            10,
                            0,
                            60),
                    "");
        }
        measure(new Case("linear model, d = 1000", LINEAR, 512, 1000, 8_000, 30), "50 %");
    }

    private static void measure(Case each, String goal) throws IOException, InterruptedException {
        try (Stage stage = new Stage(2, 16, OptionalInt.empty());
                RawKafka raw = new RawKafka(stage.client())) {
            List<Double> raws = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            for (int i = -1; i < REPETITIONS; i++) {
                double rawRate = rawRate(raw, each);
                Run run = stage.submit(each.spec());
                stage.nanosecondsPerGeneration(i < 0 ? each.generations() * 2 : 5);
                double rate = each.population() * 1e9 / stage.nanosecondsPerGeneration(each.generations());
                stage.stop(run);
                if (i >= 0) {
                    raws.add(rawRate);
                    ours.add(rate);
                    shares.add(rate / rawRate);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %.0f %% | %s |%n",
                    each.name(),
                    Median.of(raws),
                    Median.of(ours),
                    100 * Median.of(shares),
                    goal);
        }
    }

    /// Candidates a second that plain clients move: in records of half a mebibyte, as the loop does, or of one
    /// candidate.
    private static double rawRate(RawKafka raw, Case each) {
        if (each.rawRecordBytes() > 0) {
            int records = each.generations() * each.population();
            return records * 1e9 / raw.stream(records, each.rawRecordBytes(), Double.BYTES);
        }
        int blocks = Math.ceilDiv(each.bytes(), 512 * 1024);
        int records = each.generations() * blocks;
        double nanoseconds = raw.stream(records, each.bytes() / blocks, each.population() * Double.BYTES / blocks);
        return (double) each.generations() * each.population() * 1e9 / nanoseconds;
    }
}
