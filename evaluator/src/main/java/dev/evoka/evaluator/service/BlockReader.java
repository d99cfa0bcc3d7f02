package dev.evoka.evaluator.service;

import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Reads blocks, and refuses those whose numbers do not fit together.
final class BlockReader {

    private final Deserializer<CandidateBlock> blocks;

    BlockReader(Deserializer<CandidateBlock> blocks) {
        this.blocks = blocks;
    }

    /// The block in a record.
    ///
    /// @throws SerializationException if there is none
    CandidateBlock read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new SerializationException("no value");
        }
        CandidateBlock block = blocks.deserialize(record.topic(), record.value());
        ByteBuffer parameters = block.getParameters();
        int count = block.getCount();
        if (count < 1 || (parameters != null && !isWhole(parameters.remaining(), count))) {
            throw new SerializationException("%d candidates in %s bytes"
                    .formatted(count, parameters == null ? "no" : Integer.toString(parameters.remaining())));
        }
        return block;
    }

    private static boolean isWhole(int bytes, int count) {
        return bytes > 0 && bytes % ((long) count * Double.BYTES) == 0;
    }
}
