package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Writes a state: as [State] says, in a buffer that grows.
final class StateWriter {

    private ByteBuffer buffer;

    StateWriter(char tag) {
        buffer = State.begin(tag, 253);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(2 * buffer.capacity(), Math.addExact(buffer.position(), bytes));
            buffer = ByteBuffer.allocate(size).put(buffer.flip());
        }
        return buffer;
    }

    StateWriter put(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    StateWriter put(int number) {
        room(Integer.BYTES).putInt(number);
        return this;
    }

    StateWriter put(boolean flag) {
        room(1).put((byte) (flag ? 1 : 0));
        return this;
    }

    StateWriter put(double number) {
        room(Double.BYTES).putDouble(number);
        return this;
    }

    /// Numbers whose count the reader knows.
    StateWriter put(double[] numbers) {
        State.put(room(Math.multiplyExact(numbers.length, Double.BYTES)), numbers);
        return this;
    }

    /// Bytes with their count.
    StateWriter put(byte[] bytes) {
        put(bytes.length);
        room(bytes.length).put(bytes);
        return this;
    }

    byte[] bytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
