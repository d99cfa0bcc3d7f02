package dev.evoka.evaluator.onnx;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A protocol buffer message as the list of its fields, in their order: what is not understood is written back as it
/// was read. ONNX files are such messages (onnx.proto3 has the field numbers).
record ProtoMessage(List<ProtoField> fields) {

    ProtoMessage {
        fields = List.copyOf(fields);
    }

    static ProtoMessage of(ProtoField... fields) {
        return new ProtoMessage(List.of(fields));
    }

    /// Reads a message.
    ///
    /// @throws OnnxException if the bytes are no message
    static ProtoMessage read(byte[] array, int from, int to) {
        List<ProtoField> fields = new ArrayList<>();
        ProtoReader reader = new ProtoReader(array, from, to);
        while (reader.more()) {
            fields.add(reader.field());
        }
        return new ProtoMessage(fields);
    }

    /// The integer of a field; empty if it is absent.
    Optional<Long> integer(int number) {
        return all(number, ProtoField.Varint.class)
                .map(ProtoField.Varint::value)
                .reduce((first, last) -> last);
    }

    /// The bytes of a field; empty if it is absent.
    Optional<ProtoField.Bytes> bytes(int number) {
        return all(number, ProtoField.Bytes.class).reduce((first, last) -> last);
    }

    /// The text of a field; "" if it is absent.
    String text(int number) {
        return bytes(number).map(ProtoField.Bytes::text).orElse("");
    }

    /// The messages of a repeated field.
    Stream<ProtoMessage> messages(int number) {
        return all(number, ProtoField.Bytes.class).map(ProtoField.Bytes::message);
    }

    /// The numbers of a repeated field, packed or not.
    long[] integers(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .flatMapToLong(field -> switch (field) {
                    case ProtoField.Varint single -> LongStream.of(single.value());
                    case ProtoField.Bytes packed ->
                        new ProtoReader(packed.array(), packed.from(), packed.to())
                                .varints().stream().mapToLong(Long::longValue);
                    case ProtoField.Fixed32 wrong ->
                        throw new OnnxException("field %d is no integer".formatted(number));
                    case ProtoField.Fixed64 wrong ->
                        throw new OnnxException("field %d is no integer".formatted(number));
                })
                .toArray();
    }

    private <T extends ProtoField> Stream<T> all(int number, Class<T> type) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /// This message with another field at its end.
    ProtoMessage with(ProtoField field) {
        List<ProtoField> more = new ArrayList<>(fields);
        more.add(field);
        return new ProtoMessage(more);
    }

    /// This message without the fields of a number.
    ProtoMessage without(int number) {
        return new ProtoMessage(
                fields.stream().filter(field -> field.number() != number).toList());
    }

    /// Its bytes.
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ProtoField field : fields) {
            switch (field) {
                case ProtoField.Varint varint -> {
                    varint(out, (long) varint.number() << 3);
                    varint(out, varint.value());
                }
                case ProtoField.Fixed64 fixed -> {
                    varint(out, (long) fixed.number() << 3 | 1);
                    little(out, fixed.value(), Long.BYTES);
                }
                case ProtoField.Bytes bytes -> {
                    varint(out, (long) bytes.number() << 3 | 2);
                    varint(out, bytes.length());
                    out.write(bytes.array(), bytes.from(), bytes.length());
                }
                case ProtoField.Fixed32 fixed -> {
                    varint(out, (long) fixed.number() << 3 | 5);
                    little(out, fixed.value(), Integer.BYTES);
                }
            }
        }
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void little(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
