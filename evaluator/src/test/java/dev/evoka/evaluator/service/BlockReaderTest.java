package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockReaderTest {

    private static CandidateBlock read(int count, int bytes) {
        CandidateBlock block =
                new CandidateBlock("run", 0L, 0, count, 0, 0, ByteBuffer.allocate(bytes), ByteBuffer.allocate(0));
        return new BlockReader((topic, value) -> block)
                .read(new ConsumerRecord<>("evoka.candidates", 0, 0, "run", new byte[1]));
    }

    @Test
    void readsWholeCandidates() {
        assertThat(read(3, 48).getCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 8", "-1, 8", "3, 0", "3, 47", "3, 8", "2147483647, 8"})
    void refusesCountsThatDoNotFitTheBytes(int count, int bytes) {
        assertThatThrownBy(() -> read(count, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessage("%d candidates in %d bytes", count, bytes);
    }

    @Test
    void refusesARecordWithoutValue() {
        BlockReader reader = new BlockReader((topic, value) -> {
            throw new AssertionError("there is nothing to read");
        });
        assertThatThrownBy(() -> reader.read(new ConsumerRecord<>("evoka.candidates", 0, 0, "run", null)))
                .isInstanceOf(SerializationException.class);
    }
}
