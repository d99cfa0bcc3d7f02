package dev.evoka.coordinator.journal;

import java.nio.ByteBuffer;

/// Numbers in as few bytes as they need: seven bits a byte, lowest first.
final class Varint {

    /// Most bytes that a number takes.
    static final int LONGEST = 10;

    private Varint() {}

    static void put(ByteBuffer buffer, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            buffer.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    static long get(ByteBuffer buffer) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
