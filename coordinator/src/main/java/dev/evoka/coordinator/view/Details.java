package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// A stretch of a run's course in full, read from evoka.progress when somebody looks closer than the points that are
/// kept.
public final class Details {

    private static final int MOST_RECORDS = 200_000;

    /// Progress is held back for a tick of the coordinator, and clocks differ a little.
    private static final long SLACK_MILLISECONDS = 2_000;

    private final TopicTail tail;
    private final Deserializer<Progress> progresses;

    public Details(Map<String, Object> client, TopicTail tail) {
        this.tail = tail;
        this.progresses = ValueSerdes.of(client).deserializer(Progress.class);
    }

    /// The points from one generation to another, as far as the topic has them.
    ///
    /// @param course points of the run that are known
    public List<Point> read(RunStatus status, List<Point> course, long from, long to) {
        if (course.isEmpty()) {
            return List.of();
        }
        long submitted = status.run().getSubmitted().toEpochMilli();
        double first = course.getFirst().seconds();
        double last = course.getLast().seconds();
        for (Point point : course) {
            first = point.generation() <= from ? point.seconds() : first;
            if (point.generation() >= to) {
                last = point.seconds();
                break;
            }
        }
        Map<Long, Point> found = new TreeMap<>();
        tail.read(
                Topic.PROGRESS,
                Optional.of(status.id()),
                submitted + (long) (1e3 * first) - SLACK_MILLISECONDS,
                submitted + (long) (1e3 * last) + SLACK_MILLISECONDS,
                MOST_RECORDS,
                record -> {
                    try {
                        Point point = Point.of(progresses.deserialize(record.topic(), record.value()));
                        if (point.generation() >= from && point.generation() <= to) {
                            found.putIfAbsent(point.generation(), point);
                        }
                    } catch (SerializationException e) {
                        // whoever follows the runs says so
                    }
                });
        return new ArrayList<>(found.values());
    }
}
