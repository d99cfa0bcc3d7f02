package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.topics.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Finds the best parameters that a run had at some time, as far as evoka.best has not been compacted yet.
public final class Bests {

    private static final int MOST_RECORDS = 100_000;
    private static final long SLACK_MILLISECONDS = 2_000;

    private final TopicTail tail;
    private final Deserializer<Best> bests;

    public Bests(Map<String, Object> client, TopicTail tail) {
        this.tail = tail;
        this.bests = ValueSerdes.of(client).deserializer(Best.class);
    }

    /// The best parameters that the run had after a generation, or the last that are known from before it.
    public Optional<Best> until(RunStatus status, long generation) {
        List<Best> known = new ArrayList<>(status.best().stream().toList());
        long submitted = status.run().getSubmitted().toEpochMilli();
        if (newest(known, generation).isEmpty()) {
            tail.read(
                    Topic.BEST,
                    Optional.of(status.id()),
                    submitted - SLACK_MILLISECONDS,
                    status.changed() + SLACK_MILLISECONDS,
                    MOST_RECORDS,
                    record -> {
                        try {
                            known.add(bests.deserialize(record.topic(), record.value()));
                        } catch (SerializationException e) {
                            // whoever follows the runs says so
                        }
                    });
        }
        return newest(known, generation);
    }

    static Optional<Best> newest(List<Best> known, long generation) {
        return known.stream()
                .filter(best -> best.getGeneration() <= generation)
                .max(Comparator.comparingLong(Best::getGeneration));
    }
}
