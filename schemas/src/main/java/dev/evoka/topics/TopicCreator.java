package dev.evoka.topics;

import dev.evoka.spec.SpecException;
import dev.evoka.topics.TopicCheck.Found;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that are missing, and checks those that are there. Doing it again changes nothing. Where all
/// topics are there, no right to create any is needed.
public final class TopicCreator {

    private TopicCreator() {}

    /// Sees to it that all topics exist and are set as they must.
    ///
    /// @param slots partitions of evoka.candidates, if it has to be created
    /// @return the partitions that evoka.candidates really has
    /// @throws SpecException if a topic does not fit or cannot be created, with the command that mends it
    /// @throws BrokerException if no broker answers in time
    public static int ensure(Admin admin, int slots) throws InterruptedException {
        TopicsFound topics = new TopicsFound(admin);
        Map<Topic, Integer> partitions = topics.partitions(List.of(Topic.values()));
        Set<Topic> foreign = EnumSet.allOf(Topic.class);
        Map<Topic, Integer> missing = missing(partitions, slots);
        if (!missing.isEmpty()) {
            foreign.removeAll(create(admin, topics, missing));
            partitions.putAll(topics.await(missing.keySet()));
        }
        check(topics, foreign, partitions);
        return partitions.getOrDefault(Topic.CANDIDATES, slots);
    }

    /// What is wrong with the topics, each in a line with what mends it; empty if nothing is. Changes nothing.
    ///
    /// @throws BrokerException if no broker answers in time
    public static List<String> findings(Admin admin) throws InterruptedException {
        TopicsFound topics = new TopicsFound(admin);
        Map<Topic, Integer> partitions = topics.partitions(List.of(Topic.values()));
        List<String> findings = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (!partitions.containsKey(topic)) {
                findings.add(
                        "topic %s is missing: a coordinator creates it when it starts".formatted(topic.topicName()));
            }
        }
        Map<Topic, Found> found = new EnumMap<>(Topic.class);
        if (!partitions.isEmpty()) {
            topics.settings(partitions.keySet())
                    .forEach((topic, settings) ->
                            found.put(topic, new Found(partitions.getOrDefault(topic, 0), settings)));
        }
        findings.addAll(TopicCheck.differences(found, topics.broker()));
        return findings;
    }

    /// What is to be created, with its partitions. Runs and fitness must have equally many.
    private static Map<Topic, Integer> missing(Map<Topic, Integer> existing, int slots) {
        Map<Topic, Integer> missing = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            if (!existing.containsKey(topic)) {
                Topic like = switch (topic) {
                    case RUNS -> Topic.FITNESS;
                    case FITNESS -> Topic.RUNS;
                    case CANDIDATES, UPDATES, ARTIFACTS, PROGRESS, BEST, EVALUATORS, DEAD_LETTERS -> topic;
                };
                missing.put(topic, existing.getOrDefault(like, topic.partitions(slots)));
            }
        }
        return missing;
    }

    /// Creates topics; returns them without those that somebody else created at the same time.
    private static Set<Topic> create(Admin admin, TopicsFound topics, Map<Topic, Integer> missing)
            throws InterruptedException {
        List<NewTopic> wanted = missing.entrySet().stream()
                .map(each -> new NewTopic(
                                each.getKey().topicName(), Optional.of(each.getValue()), Optional.<Short>empty())
                        .configs(each.getKey().settings()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        wanted, new CreateTopicsOptions().timeoutMs((int) Brokers.LIMIT.toMillis()))
                .values();
        Set<Topic> created = EnumSet.noneOf(Topic.class);
        for (Map.Entry<Topic, Integer> each : missing.entrySet()) {
            try {
                Objects.requireNonNull(answers.get(each.getKey().topicName())).get();
                created.add(each.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    throw TopicFailures.create(each.getKey(), each.getValue(), topics.broker(), cause);
                }
            }
        }
        return created;
    }

    /// @param foreign those that were not created here, as they must be
    private static void check(TopicsFound topics, Set<Topic> foreign, Map<Topic, Integer> partitions)
            throws InterruptedException {
        if (foreign.isEmpty()) {
            return;
        }
        Map<Topic, Found> found = new EnumMap<>(Topic.class);
        topics.settings(foreign)
                .forEach((topic, settings) -> found.put(topic, new Found(partitions.getOrDefault(topic, 0), settings)));
        if (TopicCheck.differences(found, "ADDRESS").isEmpty()) {
            return;
        }
        throw new SpecException(String.join("; ", TopicCheck.differences(found, topics.broker())));
    }
}
