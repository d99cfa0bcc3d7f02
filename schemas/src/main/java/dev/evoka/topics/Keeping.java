package dev.evoka.topics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.TopicConfig;

/// How long a topic keeps its records.
public enum Keeping {
    /// The newest record of each key, for good.
    NEWEST,
    /// An hour: blocks and answers are worthless once their generation is closed.
    SHORT,
    /// For good, but an administrator may shorten it to a week: people look at it, nothing builds on it.
    LONG,
    /// For good: what comes later builds on it.
    ALL;

    static final String UNLIMITED = "-1";

    /// `cleanup.policy`.
    public String policy() {
        return switch (this) {
            case NEWEST -> TopicConfig.CLEANUP_POLICY_COMPACT;
            case SHORT, LONG, ALL -> TopicConfig.CLEANUP_POLICY_DELETE;
        };
    }

    /// Smallest `retention.ms` that does; -1 = it must be unlimited. Means nothing where the policy is compact.
    public long leastRetention() {
        return switch (this) {
            case SHORT -> TimeUnit.HOURS.toMillis(1);
            case LONG -> TimeUnit.DAYS.toMillis(7);
            case NEWEST, ALL -> -1;
        };
    }

    /// The settings that a topic is created with.
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy());
        if (this != NEWEST) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, this == SHORT ? Long.toString(leastRetention()) : UNLIMITED);
            settings.put(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
        }
        return settings;
    }
}
