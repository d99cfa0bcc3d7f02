package dev.evoka.seeded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads what a [FormWriter] wrote.
final class FormReader {

    private final String what;
    private final ByteBuffer buffer;

    FormReader(String what, byte[] bytes) {
        this.what = what;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The kind, once the version is checked.
    int head() {
        int head = small();
        if (head >>> 4 != FormWriter.VERSION) {
            throw new IllegalArgumentException("%s must be of version %d but was of %d: it was made by another Evoka"
                    .formatted(what, FormWriter.VERSION, head >>> 4));
        }
        return head & 0xf;
    }

    int small() {
        need(1);
        return buffer.get() & 0xff;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = small();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException(what + " has an integer that does not end");
    }

    int count() {
        long count = varint();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s has a count of %d".formatted(what, count));
        }
        return (int) count;
    }

    float number() {
        need(Float.BYTES);
        return buffer.getFloat();
    }

    float[] numbers() {
        int count = count();
        need((long) count * Float.BYTES);
        float[] values = new float[count];
        buffer.asFloatBuffer().get(values);
        buffer.position(buffer.position() + count * Float.BYTES);
        return values;
    }

    Scale scale(int code) {
        for (Scale each : Scale.values()) {
            if (each.code() == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("%s has scale %d, which is unknown".formatted(what, code));
    }

    IllegalArgumentException unknown(int kind) {
        return new IllegalArgumentException("%s is of kind %d, which is unknown".formatted(what, kind));
    }

    void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("%s has %d bytes too many".formatted(what, buffer.remaining()));
        }
    }

    private void need(long bytes) {
        if (buffer.remaining() < bytes) {
            throw new IllegalArgumentException(what + " ends too early");
        }
    }
}
