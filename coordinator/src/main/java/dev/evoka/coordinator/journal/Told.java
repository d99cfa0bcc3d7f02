package dev.evoka.coordinator.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Errors of one generation.
///
/// @param milliseconds time that it ended, after the end of the generation before
/// @param errors one for each candidate
/// @param failure why the first failed candidate failed, if that failed the run; else empty
public record Told(long milliseconds, double[] errors, String failure) {

    /// A generation without failures.
    public Told(long milliseconds, double[] errors) {
        this(milliseconds, errors, "");
    }

    /// Most bytes that [#put] writes.
    int mostBytes() {
        return 3 * Varint.LONGEST + errors.length * Double.BYTES + failure.getBytes(UTF_8).length;
    }

    void put(ByteBuffer buffer) {
        Varint.put(buffer, milliseconds);
        byte[] why = failure.getBytes(UTF_8);
        Varint.put(buffer, 2L * errors.length + (why.length > 0 ? 1 : 0));
        for (double error : errors) {
            buffer.putLong(Double.doubleToRawLongBits(error));
        }
        if (why.length > 0) {
            Varint.put(buffer, why.length);
            buffer.put(why);
        }
    }

    static Told get(ByteBuffer buffer) {
        long milliseconds = Varint.get(buffer);
        long length = Varint.get(buffer);
        double[] errors = new double[(int) (length / 2)];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Double.longBitsToDouble(buffer.getLong());
        }
        if (length % 2 == 0) {
            return new Told(milliseconds, errors);
        }
        byte[] why = new byte[(int) Varint.get(buffer)];
        buffer.get(why);
        return new Told(milliseconds, errors, new String(why, UTF_8));
    }
}
