package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// The binary form of a state: a version byte, the algorithm's tag, then numbers in an order that the algorithm knows,
/// big-endian.
final class State {

    private static final byte VERSION = 1;

    private State() {}

    /// Begins a state with room for so many bytes.
    static ByteBuffer begin(char tag, int bytes) {
        return ByteBuffer.allocate(3 + bytes).put(VERSION).putChar(tag);
    }

    /// Opens a state for reading.
    ///
    /// @throws IllegalArgumentException if it is of another version or algorithm
    static ByteBuffer open(char tag, byte[] state) {
        ByteBuffer buffer = ByteBuffer.wrap(state);
        byte version = state.length < 3 ? -1 : buffer.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("state must be of version %d but was of %d: it was made by another Evoka"
                    .formatted(VERSION, version));
        }
        char found = buffer.getChar();
        if (found != tag) {
            throw new IllegalArgumentException("state must be of algorithm '%c' but was of '%c'".formatted(tag, found));
        }
        return buffer;
    }

    static void put(ByteBuffer buffer, double[] numbers) {
        buffer.asDoubleBuffer().put(numbers);
        buffer.position(buffer.position() + numbers.length * Double.BYTES);
    }

    static double[] get(ByteBuffer buffer, int count) {
        double[] numbers = new double[count];
        buffer.asDoubleBuffer().get(numbers);
        buffer.position(buffer.position() + count * Double.BYTES);
        return numbers;
    }

    static boolean flag(ByteBuffer buffer) {
        return buffer.get() != 0;
    }

    /// Reads bytes that stand after their count.
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return bytes;
    }

    /// Reads as many numbers as the array has.
    static void fill(ByteBuffer buffer, double[] numbers) {
        buffer.asDoubleBuffer().get(numbers);
        buffer.position(buffer.position() + numbers.length * Double.BYTES);
    }
}
