package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Who evaluated what, and how long it took: read from the answers when somebody asks.
public final class Lanes {

    private static final int MOST_RECORDS = 2_000;

    /// An answer.
    ///
    /// @param end milliseconds since 1970 when it was written
    public record Work(
            String evaluator,
            String run,
            long generation,
            int first,
            int count,
            int shard,
            int attempt,
            long end,
            double milliseconds,
            int failed) {}

    private final TopicTail tail;
    private final Deserializer<BlockFitness> answers;

    public Lanes(Map<String, Object> client, TopicTail tail) {
        this.tail = tail;
        this.answers = ValueSerdes.of(client).deserializer(BlockFitness.class);
    }

    /// The answers of a stretch of time, the newest few thousand.
    ///
    /// @param run of this run alone; empty = of all
    public List<Work> read(Optional<String> run, long from, long to) {
        List<Work> found = new ArrayList<>();
        tail.read(Topic.FITNESS, run, from, to, MOST_RECORDS, record -> {
            try {
                found.add(work(answers.deserialize(record.topic(), record.value()), record.timestamp()));
            } catch (SerializationException e) {
                // the loop puts it into the dead letters
            }
        });
        return found;
    }

    private static Work work(BlockFitness answer, long timestamp) {
        return new Work(
                answer.getEvaluator(),
                answer.getRun(),
                answer.getGeneration(),
                answer.getFirst(),
                answer.getCount(),
                answer.getShard(),
                answer.getAttempt(),
                timestamp,
                answer.getNanoseconds() / 1e6,
                answer.getFailed().remaining() / Integer.BYTES);
    }
}
