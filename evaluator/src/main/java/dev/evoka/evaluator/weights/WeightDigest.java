package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// SHA-256 over names and weights: for each tensor its name in UTF-8, a zero byte, and its float32 little-endian.
final class WeightDigest {

    private WeightDigest() {}

    static byte[] of(List<String> names, List<TensorRows> weights) {
        MessageDigest sha = sha256();
        ByteBuffer bytes = room();
        for (int t = 0; t < weights.size(); t++) {
            sha.update(names.get(t).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            weights.get(t).each((from, row) -> {
                bytes.asFloatBuffer().put(row);
                sha.update(bytes.array(), 0, row.length * Float.BYTES);
            });
        }
        return sha.digest();
    }

    /// Room for the bytes of a row, in the order that weights are written in.
    static ByteBuffer room() {
        return ByteBuffer.allocate(Noise.ROW * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
