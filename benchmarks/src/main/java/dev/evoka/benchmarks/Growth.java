package dev.evoka.benchmarks;

import dev.evoka.schemas.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// How cost grows: turnaround with the records of a generation, memory with its number.
final class Growth {

    private static final String BLOCKS = """
            name: blocks
            objective: {function: sphere}
            parameters: {dimension: 10, bounds: [-5, 5]}
            optimizer: {algorithm: random-search, population: 64}
            stop: {generations: 100000000}
            """;
    private static final String SHARDS = """
            name: shards
            objective:
              model: linear
              error: mse
              shards: SHARDS
              data: {generate: {samples: 2048, features: 5, noise: 0.1, seed: 1}}
            optimizer: {algorithm: random-search, population: 8}
            stop: {generations: 100000000}
            """;
    private static final int SLOTS = 64;
    private static final int WARM = 1_500;
    private static final int GENERATIONS = 500;

    private Growth() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        String only = arguments.length > 0 ? arguments[0] : "";
        if (!only.equals("memory")) {
            blocks();
            shards();
        }
        if (!only.equals("turnaround")) {
            memory();
        }
    }

    private static void blocks() throws IOException, InterruptedException {
        turnaround(BLOCKS, OptionalInt.of(8)); // the first stage of a process runs cold
        System.out.println("| blocks | turnaround, ms | × 1 block |");
        System.out.println("|---|---|---|");
        double first = 0;
        for (int blocks = 1; blocks <= 64; blocks *= 2) {
            double milliseconds = turnaround(BLOCKS, OptionalInt.of(blocks));
            first = blocks == 1 ? milliseconds : first;
            row(blocks, milliseconds, milliseconds / first);
        }
    }

    private static void shards() throws IOException, InterruptedException {
        System.out.println();
        System.out.println("| shards | turnaround, ms | × 1 shard |");
        System.out.println("|---|---|---|");
        double first = 0;
        for (int shards = 1; shards <= 32; shards *= 2) {
            double milliseconds = turnaround(SHARDS.replace("SHARDS", Integer.toString(shards)), OptionalInt.of(1));
            first = shards == 1 ? milliseconds : first;
            row(shards, milliseconds, milliseconds / first);
        }
    }

    private static void row(int records, double milliseconds, double ratio) {
        System.out.printf(Locale.ROOT, "| %d | %.2f | %.1f |%n", records, milliseconds, ratio);
    }

    private static double turnaround(String spec, OptionalInt blocks) throws IOException, InterruptedException {
        try (Stage stage = new Stage(2, SLOTS, blocks)) {
            stage.submit(spec);
            stage.nanosecondsPerGeneration(WARM);
            return stage.nanosecondsPerGeneration(GENERATIONS) / 1e6;
        }
    }

    /// The whole process, broker included, after a garbage collection.
    private static void memory() throws IOException, InterruptedException {
        System.out.println();
        System.out.println("| generations | heap in use, MB |");
        System.out.println("|---|---|");
        try (Stage stage = new Stage(1, 1, OptionalInt.of(1))) {
            Run run = stage.submit(BLOCKS.replace("blocks", "memory").replace("population: 64", "population: 8"));
            for (long generations : new long[] {10_000, 30_000, 100_000}) {
                while (stage.generations() < generations) {
                    LockSupport.parkNanos(10_000_000);
                }
                System.out.printf(Locale.ROOT, "| %,d | %.1f |%n", generations, heap() / 1e6);
            }
            stage.stop(run);
        }
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
