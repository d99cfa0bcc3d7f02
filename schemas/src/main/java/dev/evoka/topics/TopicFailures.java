package dev.evoka.topics;

import dev.evoka.spec.SpecException;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;

/// What a broker's refusal means to the user: one line with the command that helps.
final class TopicFailures {

    private TopicFailures() {}

    static RuntimeException create(Topic topic, int partitions, String broker, Throwable failure) {
        String command = creation(topic, partitions, broker);
        return switch (failure) {
            case AuthorizationException e ->
                new SpecException(
                        "topic %s is missing, and this user is not allowed to create it (%s): let an administrator run %s"
                                .formatted(topic.topicName(), e.getMessage(), command),
                        e);
            case InvalidReplicationFactorException e ->
                new SpecException(
                        "topic %s cannot be created, the brokers are fewer than default.replication.factor wants copies (%s): start more, or run %s --replication-factor 1"
                                .formatted(topic.topicName(), e.getMessage(), command),
                        e);
            case TimeoutException e -> silent("topic " + topic.topicName() + " was not created in time", e);
            default ->
                new SpecException(
                        "topic %s cannot be created (%s): let an administrator run %s"
                                .formatted(topic.topicName(), reason(failure), command),
                        failure);
        };
    }

    static RuntimeException describe(String what, String broker, Throwable failure) {
        return switch (failure) {
            case AuthorizationException e ->
                new SpecException(
                        "this user is not allowed to look at %s (%s): let an administrator run %s"
                                .formatted(
                                        what,
                                        e.getMessage(),
                                        "kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME --operation Describe --operation DescribeConfigs --operation Read --operation Write --topic %s --resource-pattern-type prefixed"
                                                .formatted(
                                                        broker, StackName.own().prefix())),
                        e);
            case TimeoutException e -> silent(what + " did not come in time", e);
            default -> new SpecException("%s cannot be looked at: %s".formatted(what, reason(failure)), failure);
        };
    }

    private static BrokerException silent(String what, TimeoutException e) {
        return new BrokerException(
                "%s: %s: is Kafka up, and is --bootstrap-server right?".formatted(what, e.getMessage()), e);
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String creation(Topic topic, int partitions, String broker) {
        Map<String, String> settings = topic.settings();
        return "kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d %s"
                .formatted(
                        broker,
                        topic.topicName(),
                        partitions,
                        settings.entrySet().stream()
                                .map(each -> "--config " + each)
                                .collect(Collectors.joining(" ")));
    }
}
