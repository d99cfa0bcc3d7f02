package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Cutting;
import dev.evoka.coordinator.loop.RunLoop;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;

/// What the records of runs become: loops, and bytes in a journal.
final class RunRecords {

    private final LoopSettings settings;

    RunRecords(LoopSettings settings) {
        this.settings = settings;
    }

    /// With the identifier of its schema, so that a later version can read it.
    byte[] encode(Run run) {
        return settings.definitions().serialize(settings.topic(Topic.RUNS), run);
    }

    /// @throws org.apache.kafka.common.errors.SerializationException if the bytes are none of a run
    Run decode(byte[] bytes) {
        return settings.runs().deserialize(settings.topic(Topic.RUNS), bytes);
    }

    /// The run at generation 0.
    ///
    /// @throws IllegalArgumentException if the record is wrong, or there are too few partitions
    RunLoop loop(Run run) {
        return new RunLoop(RunDefinition.of(run), cutting(run));
    }

    private Cutting cutting(Run run) {
        if (run.getShards() > settings.slots()) {
            throw new IllegalArgumentException(
                    "objective.shards must be ≤ %d, the partitions of %s, but was %d: use fewer shards or add partitions"
                            .formatted(settings.slots(), settings.topic(Topic.CANDIDATES), run.getShards()));
        }
        return new Cutting(Lanes.count(settings.slots(), run.getShards()), settings.blocks());
    }
}
