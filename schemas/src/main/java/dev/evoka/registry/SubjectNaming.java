package dev.evoka.registry;

import dev.evoka.spec.SpecException;
import org.apache.avro.Schema;

/// Confluent's strategies for the name of a value's subject.
enum SubjectNaming {
    TOPIC_NAME("TopicNameStrategy"),
    RECORD_NAME("RecordNameStrategy"),
    TOPIC_RECORD_NAME("TopicRecordNameStrategy");

    private final String strategy;

    SubjectNaming(String strategy) {
        this.strategy = strategy;
    }

    /// The strategy of this class name, simple or with Confluent's package.
    static SubjectNaming named(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        for (SubjectNaming each : values()) {
            if (each.strategy.equals(simple)) {
                return each;
            }
        }
        throw new SpecException("%s must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy but was %s"
                .formatted(SerdeConfig.SUBJECT_STRATEGY, className));
    }

    /// The subject of values of this schema on this topic.
    String subject(String topic, Schema schema) {
        return switch (this) {
            case TOPIC_NAME -> topic + "-value";
            case RECORD_NAME -> schema.getFullName();
            case TOPIC_RECORD_NAME -> topic + "-" + schema.getFullName();
        };
    }
}
