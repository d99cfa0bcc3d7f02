package dev.evoka.topics;

import dev.evoka.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes dead letters. What is too large for a record is left out: topic, partition and offset find it.
public final class DeadLetters {

    private static final int MOST_REASON_CHARACTERS = 1_000;
    private static final int MOST_KEY_BYTES = 1_024;
    private static final int MOST_VALUE_BYTES = 64 * 1_024;

    private DeadLetters() {}

    /// The letter for a record that was not used.
    ///
    /// @param value the record's value if only the letter can keep it; null if it can be read where it was
    public static DeadLetter of(
            String topic, int partition, long offset, String reason, @Nullable String key, byte @Nullable [] value) {
        return new DeadLetter(
                topic,
                partition,
                offset,
                reason.substring(0, Math.min(reason.length(), MOST_REASON_CHARACTERS)),
                key == null ? null : atMost(MOST_KEY_BYTES, key.getBytes(StandardCharsets.UTF_8)),
                value == null ? null : atMost(MOST_VALUE_BYTES, value));
    }

    private static @Nullable ByteBuffer atMost(int most, byte[] bytes) {
        return bytes.length <= most ? ByteBuffer.wrap(bytes) : null;
    }
}
