package dev.evoka.cli;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Topic;
import dev.evoka.topics.TopicCreator;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a spec: on an embedded broker with everything in this process, or on a cluster.
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a spec until a stop condition holds.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {

    private static final int SLOTS = 16;

    @Parameters(paramLabel = "SPEC", description = "Run spec (YAML).")
    Path file;

    @Mixin
    Cluster cluster;

    @Option(names = "--evaluators", description = "Evaluators in this process (default: 1, on a cluster 0).")
    int evaluators = -1;

    @Option(names = "--data-dir", description = "Folder of the embedded broker (default: one in the temporary folder).")
    @Nullable
    Path dataDir;

    @Option(names = "--out", description = "Write the best parameters to this file (JSON).")
    @Nullable
    Path out;

    @Option(names = "--plot", description = "Draw error over evaluations to this file (SVG or PNG).")
    @Nullable
    Path plot;

    @Option(names = "--again", defaultValue = "", description = "Run the same spec once more, under this suffix.")
    String again;

    @Spec
    CommandSpec spec;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @Override
    public Integer call() throws Exception {
        Run run = Submissions.of(file, again.isEmpty() ? "" : "-" + again);
        boolean embedded = cluster.bootstrapServer == null;
        Path folder = dataDir != null ? dataDir : defaultFolder(run.getRun());
        Thread interrupted = new Thread(() -> {
            spec.commandLine().getErr().printf("%nInterrupted. %s%n", resume(embedded));
            close();
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        Map<String, Object> client = embedded ? startBroker(folder) : cluster.client();
        startServices(client, embedded);
        submit(client, run);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("run %s on %s%n", run.getRun(), embedded ? folder : client.get("bootstrap.servers"));
        terminal.flush();
        try (Watcher watcher = new Watcher(client, run.getRun(), terminal, isTerminal())) {
            Progress end = watcher.follow();
            summarise(terminal, end, watcher);
            Runtime.getRuntime().removeShutdownHook(interrupted);
            close();
            if (embedded && dataDir == null) {
                delete(folder);
            }
            return end.getState().equals("failed") ? 1 : 0;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // NullAway wants the check
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static Path defaultFolder(String run) {
        return Path.of(System.getProperty("java.io.tmpdir"), "evoka-" + System.getProperty("user.name"), run);
    }

    private String resume(boolean embedded) {
        return embedded
                ? "Type the same command again to go on."
                : "The run goes on in the cluster; type the same command again to watch it.";
    }

    private Map<String, Object> startBroker(Path folder) throws IOException, InterruptedException {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve("evoka.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new SpecException(
                        folder + " is in use by another evoka: wait for it, or give another --data-dir");
            }
            open.push(lock);
        } catch (IOException e) {
            throw new SpecException("data folder %s cannot be used: %s".formatted(folder, e.getMessage()), e);
        }
        EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("kafka"), 0);
        open.push(broker);
        broker.start();
        EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0);
        open.push(registry);
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
    }

    private void startServices(Map<String, Object> client, boolean embedded) throws InterruptedException {
        int session;
        int slots;
        try (Admin admin = Admin.create(client)) {
            slots = TopicCreator.ensure(admin, SLOTS);
            session = Sessions.milliseconds(admin);
        }
        if (embedded) {
            CoordinatorService coordinator =
                    new CoordinatorService(CoordinatorConfig.of(client, "embedded"), slots, session);
            open.push(coordinator);
            coordinator.start();
        }
        int number = evaluators >= 0 ? evaluators : embedded ? 1 : 0;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, number));
        for (int i = 1; i <= number; i++) {
            EvaluatorService evaluator =
                    new EvaluatorService(new EvaluatorConfig(client, "evaluator-" + i, threads, session));
            open.push(evaluator);
            evaluator.start();
        }
    }

    private static void submit(Map<String, Object> client, Run run) throws InterruptedException {
        byte[] value = ValueSerdes.of(client).serializer(Run.class).serialize(Topic.RUNS.topicName(), run);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), run.getRun(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run cannot be submitted: " + e.getMessage(), e);
        }
    }

    private void summarise(PrintWriter terminal, Progress end, Watcher watcher) throws IOException {
        terminal.printf(
                Locale.ROOT,
                "%s: %s%nbest error %.9g after %,d evaluations in %,d generations, %.1f s, %d failed%n",
                end.getState(),
                end.getReason(),
                end.getBest(),
                end.getEvaluations(),
                end.getGeneration() + 1,
                end.getSeconds(),
                end.getFailed());
        Best best = watcher.best().orElse(null);
        if (out != null && best != null) {
            Files.writeString(out, best.getParameters() + System.lineSeparator());
            terminal.printf("parameters: %s%n", out);
        } else if (best != null && best.getParameters().length() < 1000) {
            terminal.printf("parameters: %s%n", best.getParameters());
        }
        if (plot != null) {
            ConvergencePlot.write(plot, end.getRun(), watcher.history().values());
            terminal.printf("plot: %s%n", plot);
        }
        terminal.flush();
    }

    private synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable each = open.pop();
            try {
                each.close();
            } catch (Exception e) { // AutoCloseable declares it; the rest is to be closed all the same
                spec.commandLine().getErr().println("evoka: while closing: " + e.getMessage());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
