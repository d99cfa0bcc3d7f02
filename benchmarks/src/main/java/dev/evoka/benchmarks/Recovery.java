package dev.evoka.benchmarks;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;

/// Time until work goes on after `kill -9`, with processes as users start them.
final class Recovery {

    private static final int ROUNDS = 5;
    private static final long PAUSE_NANOSECONDS = 10_000_000;
    private static final String GROUP = "evoka-evaluators";
    private static final Pattern GENERATION = Pattern.compile("gen ([0-9,]+)");
    private static final String SPEC = """
            name: recovery
            objective:
              model: linear
              error: mse
              data: {generate: {samples: 20000, features: 20, noise: 0.1, seed: 1}}
            optimizer: {algorithm: differential-evolution, population: 40}
            stop: {generations: 1000000}
            """;

    private Recovery() {}

    /// @param arguments `cluster`, `default` or `everything` to measure that alone
    static void main(String[] arguments) throws Exception {
        List<String> parts = arguments.length > 0 ? List.of(arguments) : List.of("cluster", "default", "everything");
        Path folder = Files.createTempDirectory("evoka-recovery");
        System.out.println("| what is killed | until | seconds | goal |");
        System.out.println("|---|---|---|---|");
        if (parts.contains("cluster")) {
            try (EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("kafka"), 0)) {
                broker.start();
                onCluster(folder, broker.bootstrapServers(), "", 3);
            }
        }
        if (parts.contains("default")) {
            try (DefaultBroker broker = new DefaultBroker(folder)) {
                onCluster(folder, broker.bootstrapServers(), ", broker with default settings", 10);
            }
        }
        if (parts.contains("everything")) {
            everything(folder);
        }
    }

    private static void line(String killed, String until, List<Double> seconds, int goal) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f | %d |%n", killed, until, Median.of(seconds), goal);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void onCluster(Path folder, String bootstrapServers, String name, int goal) throws Exception {
        try (EmbeddedRegistry registry = new EmbeddedRegistry(bootstrapServers, 0)) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registry.url());
            Path spec = Files.writeString(folder.resolve("recovery.yaml"), SPEC);
            try (Programs programs = new Programs(
                            folder, "--bootstrap-server", bootstrapServers, "--schema-registry", registry.url());
                    Admin admin = Admin.create(client)) {
                Program coordinator = programs.start("coordinator");
                programs.start("evaluator", "--id", "first", "--threads", "1");
                Program second = programs.start("evaluator", "--id", "second", "--threads", "1");
                programs.start("run", spec.toString());
                awaitMembers(admin, 2);
                try (ProgressReader progress = new ProgressReader(client)) {
                    progress.await(100);
                    line("coordinator" + name, "its next generation", coordinator(coordinator, progress), 3);
                    evaluator(second, progress, admin, name, goal);
                }
            }
        }
    }

    private static List<Double> coordinator(Program coordinator, ProgressReader progress) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            coordinator.kill();
            long before = progress.read(Duration.ofMillis(300));
            long began = System.nanoTime();
            coordinator.start();
            progress.await(before + 1);
            seconds.add(since(began));
            progress.await(before + 50);
        }
        return seconds;
    }

    /// Kills an evaluator and leaves it dead until the other has all of its slots.
    private static void evaluator(Program second, ProgressReader progress, Admin admin, String name, int goal)
            throws Exception {
        List<Double> generation = new ArrayList<>();
        List<Double> slots = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            second.kill();
            // The newest answers of the dead may still be on their way: two generations later none is.
            progress.await(progress.read(Duration.ZERO) + 3);
            generation.add(since(began));
            awaitMembers(admin, 1);
            slots.add(since(began));
            second.start();
            awaitMembers(admin, 2);
            progress.await(progress.read(Duration.ZERO) + 50);
        }
        line("one of two evaluators" + name, "the third generation without it", generation, goal);
        line("one of two evaluators" + name, "the other has its slots", slots, goal);
    }

    private static void awaitMembers(Admin admin, int members) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            boolean settled;
            try {
                Map<String, ConsumerGroupDescription> groups =
                        admin.describeConsumerGroups(List.of(GROUP)).all().get();
                ConsumerGroupDescription group = Objects.requireNonNull(groups.get(GROUP));
                settled = group.members().size() == members
                        && group.members().stream()
                                .noneMatch(member ->
                                        member.assignment().topicPartitions().isEmpty());
            } catch (ExecutionException e) {
                settled = false; // the group is not there yet
            }
            if (settled) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
        throw new IllegalStateException("the group has not %d members".formatted(members));
    }

    /// `evoka run` with everything in one process, killed and typed again. It prints a line a second, so up to one
    /// second of the figure is waiting for the line.
    private static void everything(Path folder) throws Exception {
        Path spec = Files.writeString(folder.resolve("everything.yaml"), SPEC);
        Path data = folder.resolve("data");
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= ROUNDS; i++) {
            Path log = folder.resolve("everything-%d.log".formatted(i));
            Path before = folder.resolve("everything-%d.log".formatted(i - 1));
            long newest = i == 0 ? 0 : newest(before);
            try (Program run = Program.evoka(log, "run", spec.toString(), "--data-dir", data.toString())) {
                long began = System.nanoTime();
                run.start();
                awaitLine(log, newest + 1);
                if (i > 0) {
                    seconds.add(since(began));
                }
                awaitLine(log, newest(log) + 50);
            }
        }
        line("`evoka run`, broker included", "its next generation", seconds, 5);
    }

    private static void awaitLine(Path log, long generation) throws IOException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (newest(log) < generation) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s has not generation %d".formatted(log, generation));
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    private static long newest(Path log) throws IOException {
        Matcher matcher = GENERATION.matcher(Files.exists(log) ? Files.readString(log) : "");
        long newest = -1;
        while (matcher.find()) {
            newest = Math.max(newest, Long.parseLong(matcher.group(1).replace(",", "")));
        }
        return newest;
    }
}
