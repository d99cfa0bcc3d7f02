package dev.evoka.evaluator.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/// A constant tensor of a graph, read from its `TensorProto`.
///
/// @param message the `TensorProto`
/// @param folder folder of the model, where external data lies
record Initializer(ProtoMessage message, Path folder) {

    private static final int CHUNK = 1 << 20;

    String name() {
        return message.text(8);
    }

    ElementType type() {
        return ElementType.of(message.integer(2).orElse(0L));
    }

    long[] shape() {
        return message.integers(1);
    }

    /// Number of elements.
    long size() {
        long size = 1;
        for (long each : shape()) {
            size = Math.multiplyExact(size, each);
        }
        return size;
    }

    boolean external() {
        return message.integer(14).orElse(0L) == 1;
    }

    /// Its numbers.
    ///
    /// @throws OnnxException if they are not float32, or not there
    float[] floats() {
        if (type() != ElementType.FLOAT) {
            throw new OnnxException("%s is %s: only float32 weights can be trained, export the model in float32"
                    .formatted(name(), type()));
        }
        if (size() > Integer.MAX_VALUE - 8) {
            throw new OnnxException(
                    "%s has %d weights, at most 2³¹ - 9 are possible in one tensor".formatted(name(), size()));
        }
        float[] numbers = new float[(int) size()];
        if (external()) {
            readExternal(numbers);
            return numbers;
        }
        ProtoField.Bytes bytes = message.bytes(9)
                .filter(raw -> raw.length() > 0)
                .or(() -> message.bytes(4))
                .orElse(ProtoField.Bytes.of(9, new byte[0]));
        if (bytes.length() != (long) numbers.length * Float.BYTES) {
            throw new OnnxException("%s must have %d bytes but has %d: copy or download the model again"
                    .formatted(name(), (long) numbers.length * Float.BYTES, bytes.length()));
        }
        ByteBuffer.wrap(bytes.array(), bytes.from(), bytes.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private void readExternal(float[] numbers) {
        Map<String, String> where =
                message.messages(13).collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.text(2)));
        Path file = folder.resolve(where.getOrDefault("location", "")).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new OnnxException("%s lies outside the model's folder: %s".formatted(name(), file));
        }
        long offset = Long.parseLong(where.getOrDefault("offset", "0"));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int at = 0; at < numbers.length; ) {
                int count = Math.min(CHUNK / Float.BYTES, numbers.length - at);
                chunk.clear().limit(count * Float.BYTES);
                while (chunk.hasRemaining()) {
                    if (channel.read(chunk, offset + (long) at * Float.BYTES + chunk.position()) < 0) {
                        throw new OnnxException("%s ends before the last weight of %s: copy or download it again"
                                .formatted(file, name()));
                    }
                }
                chunk.flip().asFloatBuffer().get(numbers, at, count);
                at += count;
            }
        } catch (IOException e) {
            throw new OnnxException(
                    "%s, which has the weights of %s, cannot be read: %s".formatted(file, name(), e.getMessage()), e);
        }
    }
}
