package dev.evoka.seeded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes the binary form of instructions and updates: a byte of version and kind, integers of variable length (seven
/// bits a byte, the low ones first), float32 little-endian.
final class FormWriter {

    static final int VERSION = 1;

    private ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    FormWriter head(int kind) {
        return small(VERSION << 4 | kind);
    }

    FormWriter small(int value) {
        room(1).put((byte) value);
        return this;
    }

    FormWriter varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
        return this;
    }

    FormWriter number(float value) {
        room(Float.BYTES).putFloat(value);
        return this;
    }

    FormWriter numbers(float[] values) {
        varint(values.length);
        room(values.length * Float.BYTES);
        for (float each : values) {
            buffer.putFloat(each);
        }
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
        }
        return buffer;
    }
}
