package dev.evoka.topics;

import dev.evoka.schemas.ArtifactChunk;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.EvaluatorStatus;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/// The topics, under their names within a stack: what is in them and how they are set.
public enum Topic {
    /// Runs and the state that is wanted of them.
    RUNS("runs", Run.getClassSchema(), "run", Keeping.NEWEST),
    /// Blocks of candidates to evaluate; the partition is the slot.
    CANDIDATES("candidates", CandidateBlock.getClassSchema(), "run", Keeping.SHORT),
    /// What evaluators found.
    FITNESS("fitness", BlockFitness.getClassSchema(), "run", Keeping.SHORT),
    /// What generations changed in models.
    UPDATES("updates", ModelUpdate.getClassSchema(), "run", Keeping.ALL),
    /// Files in pieces.
    ARTIFACTS("artifacts", ArtifactChunk.getClassSchema(), "digest/piece", Keeping.NEWEST),
    /// One record for each generation.
    PROGRESS("progress", Progress.getClassSchema(), "run", Keeping.LONG),
    /// Best parameters so far.
    BEST("best", Best.getClassSchema(), "run", Keeping.NEWEST),
    /// Signs of life of evaluators.
    EVALUATORS("evaluators", EvaluatorStatus.getClassSchema(), "evaluator", Keeping.NEWEST),
    /// Records that were not used, with the reason.
    DEAD_LETTERS("dead-letters", DeadLetter.getClassSchema(), "source topic", Keeping.LONG);

    /// Kafka's default: what a producer with default settings sends at most, and its overhead.
    static final int LEAST_MESSAGE_BYTES = 1_048_588;

    /// Room for producers whose `max.request.size` was raised.
    private static final int MESSAGE_BYTES = 8_388_608;

    private static final int RUN_PARTITIONS = 4;

    private final String topicName;
    private final Schema schema;
    private final String key;
    private final Keeping keeping;

    Topic(String name, Schema schema, String key, Keeping keeping) {
        this.topicName = StackName.own().topic(name);
        this.schema = schema;
        this.key = key;
        this.keeping = keeping;
    }

    /// Name on the broker, with the name of the stack before it.
    public String topicName() {
        return topicName;
    }

    /// Schema of the values; empty while nothing is written there.
    public Schema schema() {
        return schema;
    }

    /// What the key is, a string in UTF-8.
    public String key() {
        return key;
    }

    /// How long records are kept.
    public Keeping keeping() {
        return keeping;
    }

    /// Number of partitions that it is created with.
    ///
    /// @param slots partitions of evoka.candidates
    int partitions(int slots) {
        return switch (this) {
            case CANDIDATES -> slots;
            case EVALUATORS, DEAD_LETTERS -> 1;
            case RUNS, FITNESS, UPDATES, ARTIFACTS, PROGRESS, BEST -> RUN_PARTITIONS;
        };
    }

    /// Settings that it is created with.
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(keeping.settings());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES));
        return settings;
    }
}
