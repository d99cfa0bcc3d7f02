package dev.evoka.evaluator.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A field of a protocol buffer message, as it stands in the bytes.
sealed interface ProtoField {

    /// Number of the field.
    int number();

    /// An integer of variable length (wire type 0).
    record Varint(int number, long value) implements ProtoField {}

    /// Eight bytes (wire type 1).
    record Fixed64(int number, long value) implements ProtoField {}

    /// Four bytes (wire type 5).
    record Fixed32(int number, int value) implements ProtoField {}

    /// Bytes, a string, packed numbers or a message (wire type 2), as a part of a larger array that nobody writes.
    record Bytes(int number, byte[] array, int from, int to) implements ProtoField {

        static Bytes of(int number, byte[] bytes) {
            return new Bytes(number, bytes, 0, bytes.length);
        }

        static Bytes of(int number, String text) {
            return of(number, text.getBytes(StandardCharsets.UTF_8));
        }

        int length() {
            return to - from;
        }

        byte[] copy() {
            return Arrays.copyOfRange(array, from, to);
        }

        String text() {
            return new String(array, from, length(), StandardCharsets.UTF_8);
        }

        ProtoMessage message() {
            return ProtoMessage.read(array, from, to);
        }
    }
}
