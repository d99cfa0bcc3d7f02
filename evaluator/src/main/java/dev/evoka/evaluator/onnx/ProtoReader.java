package dev.evoka.evaluator.onnx;

import java.util.ArrayList;
import java.util.List;

/// Reads the fields of a protocol buffer message.
final class ProtoReader {

    private final byte[] array;
    private final int to;
    private int at;

    ProtoReader(byte[] array, int from, int to) {
        this.array = array;
        this.at = from;
        this.to = to;
    }

    boolean more() {
        return at < to;
    }

    ProtoField field() {
        long tag = varint();
        int number = (int) (tag >>> 3);
        if (number < 1) {
            throw new OnnxException("the model is no ONNX file: byte %d is no field".formatted(at));
        }
        return switch ((int) tag & 7) {
            case 0 -> new ProtoField.Varint(number, varint());
            case 1 -> new ProtoField.Fixed64(number, little(Long.BYTES));
            case 2 -> {
                long length = varint();
                if (length < 0 || length > to - at) {
                    throw new OnnxException(
                            "the model ends in the middle, at byte %d: copy or download it again".formatted(at));
                }
                ProtoField.Bytes bytes = new ProtoField.Bytes(number, array, at, at + (int) length);
                at += (int) length;
                yield bytes;
            }
            case 5 -> new ProtoField.Fixed32(number, (int) little(Integer.BYTES));
            default -> throw new OnnxException("the model is no ONNX file: byte %d is no field".formatted(at));
        };
    }

    /// The integers that are packed in the rest.
    List<Long> varints() {
        List<Long> numbers = new ArrayList<>();
        while (more()) {
            numbers.add(varint());
        }
        return numbers;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = next();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new OnnxException("the model is no ONNX file: byte %d ends no number".formatted(at));
    }

    private long little(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (next() & 0xffL) << (8 * i);
        }
        return value;
    }

    private byte next() {
        if (at >= to) {
            throw new OnnxException(
                    "the model ends in the middle, at byte %d: copy or download it again".formatted(at));
        }
        return array[at++];
    }
}
