package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Finds the candidates of generations where they are written down: in the topics that forget them after an hour.
public final class Populations {

    /// How far around the moment of a generation its records are looked for: first where they should be.
    private static final long[] AROUND_MILLISECONDS = {3_000, 60_000, 3_600_000};

    private static final int MOST_RECORDS = 20_000;

    private final TopicTail tail;
    private final Deserializer<CandidateBlock> blocks;
    private final Deserializer<BlockFitness> answers;

    public Populations(Map<String, Object> client, TopicTail tail) {
        this.tail = tail;
        ValueSerdes serdes = ValueSerdes.of(client);
        this.blocks = serdes.deserializer(CandidateBlock.class);
        this.answers = serdes.deserializer(BlockFitness.class);
    }

    /// The population of a generation; empty if it is not, or not any more, in the topics.
    ///
    /// @param course points of the run
    public Optional<Population> find(RunStatus status, List<Point> course, long generation) {
        long moment = status.run().getSubmitted().toEpochMilli() + (long) (1e3 * seconds(course, generation));
        for (long around : AROUND_MILLISECONDS) {
            Population.Collector collector = new Population.Collector(status.run());
            read(Topic.CANDIDATES, status.id(), moment, around, record -> {
                CandidateBlock block = blocks.deserialize(record.topic(), record.value());
                if (block.getGeneration() == generation) {
                    collector.take(block);
                }
            });
            read(Topic.FITNESS, status.id(), moment, around, record -> {
                BlockFitness answer = answers.deserialize(record.topic(), record.value());
                if (answer.getGeneration() == generation) {
                    collector.take(answer);
                }
            });
            Optional<Population> found = collector.generation(generation);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void read(
            Topic topic, String run, long moment, long around, Consumer<ConsumerRecord<String, byte[]>> taker) {
        tail.read(topic, Optional.of(run), moment - around, moment + around, MOST_RECORDS, record -> {
            try {
                taker.accept(record);
            } catch (SerializationException e) {
                // the loop puts it into the dead letters
            }
        });
    }

    /// When a generation ended, between the points that are known.
    private static double seconds(List<Point> course, long generation) {
        Point before = course.getFirst();
        for (Point point : course) {
            if (point.generation() >= generation) {
                double share = point.generation() == before.generation()
                        ? 0
                        : (double) (generation - before.generation()) / (point.generation() - before.generation());
                return before.seconds() + share * (point.seconds() - before.seconds());
            }
            before = point;
        }
        return before.seconds();
    }
}
