package dev.evoka.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/// A Kafka broker as it comes, in a process of its own: only what a single node cannot do without is set.
final class DefaultBroker implements AutoCloseable {

    private final int port = freePort();
    private final Program program;

    DefaultBroker(Path folder) throws Exception {
        int controller = freePort();
        Path data = folder.resolve("default-broker");
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@localhost:" + controller);
        settings.put("listeners", "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controller));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", data.toString());
        settings.put("offsets.topic.replication.factor", "1");
        Path file = folder.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "");
        }
        new Formatter()
                .setClusterId(Uuid.fromString("ZXZva2EtYmVuY2htYXJrMQ").toString())
                .setNodeId(1)
                .setDirectories(List.of(data.toString()))
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
        program = Program.java(folder.resolve("default-broker.log"), "kafka.Kafka", file.toString());
        program.start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        program.close();
    }
}
