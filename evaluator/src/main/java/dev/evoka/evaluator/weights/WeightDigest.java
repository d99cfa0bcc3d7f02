package dev.evoka.evaluator.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// SHA-256 over names and weights: for each tensor its name in UTF-8, a zero byte, and its float32 little-endian.
final class WeightDigest {

    private static final int CHUNK = 1 << 14;

    private WeightDigest() {}

    static byte[] of(List<String> names, float[][] weights) {
        MessageDigest sha = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < weights.length; t++) {
            sha.update(names.get(t).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            for (int from = 0; from < weights[t].length; from += CHUNK) {
                int count = Math.min(CHUNK, weights[t].length - from);
                chunk.asFloatBuffer().put(weights[t], from, count);
                sha.update(chunk.array(), 0, count * Float.BYTES);
            }
        }
        return sha.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
