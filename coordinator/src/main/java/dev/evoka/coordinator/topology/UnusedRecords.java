package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Verdict;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.topics.DeadLetters;
import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the records that are not used, and keeps each as a dead letter.
final class UnusedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UnusedRecords.class);

    private final ProcessorContext<String, Object> context;
    private final LoopCounters counters;

    UnusedRecords(ProcessorContext<String, Object> context, LoopCounters counters) {
        this.context = context;
        this.counters = counters;
    }

    /// A record that cannot be read.
    void malformed(Record<String, byte[]> record, RecordMetadata source, SerializationException cause) {
        counters.count(LoopCounters.Kind.MALFORMED);
        deadLetter(record, source, "malformed: " + cause.getMessage(), true);
    }

    /// An answer to a run that does not go on here.
    void foreign(Record<String, byte[]> record, RecordMetadata source, String run) {
        counters.count(LoopCounters.Kind.FOREIGN);
        deadLetter(record, source, "foreign: no run " + run + " goes on here", false);
    }

    /// An answer that changed nothing.
    void ignored(Record<String, byte[]> record, RecordMetadata source, Verdict verdict, String detail) {
        String reason = verdict.name().toLowerCase(Locale.ROOT);
        deadLetter(record, source, detail.isEmpty() ? reason : reason + ": " + detail, false);
    }

    private void deadLetter(Record<String, byte[]> record, RecordMetadata source, String reason, boolean whole) {
        LOG.atDebug()
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .log(reason);
        DeadLetter letter = DeadLetters.of(
                source.topic(),
                source.partition(),
                source.offset(),
                reason,
                record.key(),
                whole ? record.value() : null);
        context.forward(new Record<>(source.topic(), letter, context.currentSystemTimeMs()), LoopTopology.DEAD_LETTERS);
    }
}
