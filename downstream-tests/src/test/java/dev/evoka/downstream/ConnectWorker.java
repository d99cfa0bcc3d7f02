package dev.evoka.downstream;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A Kafka Connect worker, a process of its own, with the configuration of `deploy/downstream`: only addresses are
/// others.
final class ConnectWorker implements AutoCloseable {

    private static final Path SHIPPED = Path.of("..", "deploy", "downstream");

    private final Path log;
    private final Process process;

    /// @param folder for its files
    /// @param worker what is other in the configuration of the worker
    /// @param connector what is other in the configurations of the connectors
    /// @param suffix behind the names of the connectors: under other names they begin anew
    ConnectWorker(Path folder, Map<String, String> worker, Map<String, String> connector, String suffix)
            throws IOException {
        Files.createDirectories(folder);
        log = folder.resolve("connect.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.connect.cli.ConnectStandalone"));
        Properties main = shipped("connect.properties");
        main.putAll(worker);
        main.remove("plugin.path"); // all is on the class path
        main.put("offset.storage.file.filename", folder.resolve("offsets").toString());
        main.put("listeners", "http://localhost:0");
        command.add(written(folder.resolve("connect.properties"), main));
        for (String name : List.of("best.properties", "progress.properties")) {
            Properties sink = shipped(name);
            sink.putAll(connector);
            sink.put("name", sink.getProperty("name") + suffix);
            command.add(written(folder.resolve(name), sink));
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Properties shipped(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(SHIPPED.resolve(name))) {
            properties.load(reader);
        }
        return properties;
    }

    private static String written(Path file, Properties properties) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "");
        }
        return file.toString();
    }

    /// What it said.
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Kills it: what it has not confirmed comes again, and nothing may depend on a clean end.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
