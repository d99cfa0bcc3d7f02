package dev.evoka.topics;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Looks at the topics that are on a cluster.
final class TopicsFound {

    private static final int LIMIT_MILLISECONDS = (int) Brokers.LIMIT.toMillis();
    private static final long PAUSE_NANOSECONDS = 5_000_000;

    private final Admin admin;

    TopicsFound(Admin admin) {
        this.admin = admin;
    }

    /// The number of partitions of those that exist.
    Map<Topic, Integer> partitions(Collection<Topic> topics) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics.stream().map(Topic::topicName).toList(),
                        new DescribeTopicsOptions().timeoutMs(LIMIT_MILLISECONDS))
                .topicNameValues();
        Map<Topic, Integer> found = new EnumMap<>(Topic.class);
        for (Topic topic : topics) {
            try {
                found.put(
                        topic,
                        Objects.requireNonNull(answers.get(topic.topicName()))
                                .get()
                                .partitions()
                                .size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw TopicFailures.describe("topic " + topic.topicName(), broker(), cause(e));
                }
            }
        }
        return found;
    }

    /// The number of partitions of topics that have just been created: it takes a moment until they are seen.
    Map<Topic, Integer> await(Collection<Topic> topics) throws InterruptedException {
        long end = System.nanoTime() + Brokers.LIMIT.toNanos();
        while (true) {
            Map<Topic, Integer> found = partitions(topics);
            if (found.keySet().containsAll(topics)) {
                return found;
            }
            if (System.nanoTime() >= end) {
                throw TopicFailures.describe(
                        "new topics", broker(), new TimeoutException("they exist but are not seen"));
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    /// The settings of topics that exist.
    Map<Topic, Map<String, String>> settings(Collection<Topic> topics) throws InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> answers = admin.describeConfigs(
                        topics.stream().map(TopicsFound::resource).toList(),
                        new DescribeConfigsOptions().timeoutMs(LIMIT_MILLISECONDS))
                .values();
        Map<Topic, Map<String, String>> found = new EnumMap<>(Topic.class);
        for (Topic topic : topics) {
            try {
                found.put(
                        topic,
                        Objects.requireNonNull(answers.get(resource(topic))).get().entries().stream()
                                .filter(each -> each.value() != null)
                                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
            } catch (ExecutionException e) {
                throw TopicFailures.describe("the settings of topic " + topic.topicName(), broker(), cause(e));
            }
        }
        return found;
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /// The address of a broker, for commands that the user is to type.
    String broker() throws InterruptedException {
        try {
            Node node = admin.describeCluster(new DescribeClusterOptions().timeoutMs(LIMIT_MILLISECONDS))
                    .nodes()
                    .get()
                    .iterator()
                    .next();
            return node.host() + ":" + node.port();
        } catch (ExecutionException e) {
            return "ADDRESS";
        }
    }
}
