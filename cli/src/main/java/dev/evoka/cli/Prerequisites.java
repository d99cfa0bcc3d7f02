package dev.evoka.cli;

import dev.evoka.registry.SchemaCheck;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.topics.BrokerException;
import dev.evoka.topics.Brokers;
import dev.evoka.topics.TopicCreator;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// What a service needs before it can work: a broker, a registry that knows our schemas, topics. A service that starts
/// before them, or while they are away, waits and says what for.
///
/// @param slots partitions that evoka.candidates really has
/// @param sessionMilliseconds the shortest session that the brokers allow
record Prerequisites(int slots, int sessionMilliseconds) {

    private static final long PAUSE_MILLISECONDS = 500;

    /// Waits until everything is there.
    ///
    /// @param slots partitions of evoka.candidates, if it has to be created
    /// @throws dev.evoka.spec.SpecException if waiting would not help
    static Prerequisites await(Map<String, Object> client, int slots, PrintWriter says) throws InterruptedException {
        String said = "";
        while (true) {
            try {
                return check(client, slots);
            } catch (BrokerException e) {
                said = say(says, said, String.valueOf(e.getMessage()));
            } catch (RegistryException e) {
                if (e.code() != 0) {
                    throw e; // it answers, and refuses
                }
                said = say(says, said, String.valueOf(e.getMessage()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
    }

    private static String say(PrintWriter says, String said, String message) {
        if (!said.equals(message)) {
            says.println("evoka: waiting: " + message.replace('\n', ' '));
            says.flush();
        }
        return message;
    }

    private static Prerequisites check(Map<String, Object> client, int slots) throws InterruptedException {
        try (Admin admin = Brokers.connect(client)) {
            SchemaCheck.ensure(client);
            return new Prerequisites(TopicCreator.ensure(admin, slots), Sessions.milliseconds(admin));
        }
    }
}
