package dev.evoka.cli.broker;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// One KRaft broker in this process, on loopback, with its data in a folder that it takes up again.
public final class EmbeddedBroker implements AutoCloseable {

    private static final String CLUSTER = "ZXZva2EtZW1iZWRkZWQtMQ";

    private final KafkaRaftServer server;
    private final int port;

    /// @param folder where the data is or is to be
    /// @param wantedPort port to listen on; 0 = any free one
    public EmbeddedBroker(Path folder, int wantedPort) {
        try {
            Files.createDirectories(folder);
            port = free(wantedPort);
            int controller = free(0);
            format(folder.toString());
            server = new KafkaRaftServer(new KafkaConfig(settings(folder, port, controller), false), Time.SYSTEM);
        } catch (IOException e) {
            throw new SpecException("data folder %s cannot be used: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static int free(int wanted) {
        if (wanted == 0) {
            return FreePort.choose();
        }
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SpecException("port %d is taken: choose another with --port".formatted(wanted), e);
        }
    }

    private static void format(String folder) {
        try {
            new Formatter()
                    .setClusterId(Uuid.fromString(CLUSTER).toString())
                    .setNodeId(1)
                    .setDirectories(List.of(folder))
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder)
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (Exception e) { // declared by Kafka
            throw new SpecException("data folder %s cannot be formatted: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Properties settings(Path folder, int port, int controller) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@localhost:" + controller);
        settings.put("listeners", "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controller));
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("auto.create.topics.enable", "false");
        // What topics may forget goes soon: a fast run writes gigabytes an hour.
        settings.put("log.retention.check.interval.ms", "10000");
        settings.put("log.segment.delete.delay.ms", "1000");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("message.max.bytes", "8388608");
        // A handful of clients: more threads than cores only pass the work around.
        settings.put("num.io.threads", "3");
        settings.put("num.network.threads", "2");
        // A run's first generation and a restart after a crash must not wait for old sessions and groups.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.session.timeout.ms", "1000");
        settings.put("broker.heartbeat.interval.ms", "200");
        settings.put("group.min.session.timeout.ms", "500");
        return settings;
    }

    /// Starts; returns when clients can connect.
    public void start() {
        server.startup();
    }

    /// Address for `bootstrap.servers`.
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
