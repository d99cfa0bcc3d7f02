package dev.evoka.contract;

import dev.evoka.cli.broker.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A broker that asks its clients for a login. Beside their listener it has one for itself, which asks nothing.
public final class LoginBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int clients = FreePort.choose();
    private final int inside = FreePort.choose();

    /// @param protocol security protocol of the clients' listener, `CLIENTS`
    /// @param users users of SCRAM that there are from the beginning, as `kafka-storage --add-scram` takes them
    /// @param more settings beside the usual ones
    public LoginBroker(Path log, String protocol, List<String> users, Map<String, String> more) throws Exception {
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setDirectories(List.of(log.toString()))
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(log.toString())
                .setScramArguments(users)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
        Properties settings = settings(log, protocol);
        settings.putAll(more);
        server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
    }

    private Properties settings(Path log, String protocol) throws IOException {
        int controller = FreePort.choose();
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@localhost:" + controller);
        settings.put(
                "listeners",
                "CLIENTS://localhost:%d,BROKERS://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(clients, inside, controller));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "BROKERS");
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:%s,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT".formatted(protocol));
        settings.put("log.dirs", log.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        return settings;
    }

    /// Address for clients that log in.
    public String bootstrapServers() {
        return "localhost:" + clients;
    }

    /// Address for clients that are part of the cluster.
    public String inside() {
        return "localhost:" + inside;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
