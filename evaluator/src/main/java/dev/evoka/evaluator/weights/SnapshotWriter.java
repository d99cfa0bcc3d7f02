package dev.evoka.evaluator.weights;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/// Writes a snapshot: a version, counts and names (big-endian), weights (float32 little-endian), and the SHA-256 of it
/// all.
final class SnapshotWriter {

    static final int VERSION = 1;
    static final int CHUNK = 1 << 14;

    private final MessageDigest sha = WeightDigest.sha256();
    private final DataOutputStream out;

    SnapshotWriter(OutputStream out) {
        this.out = new DataOutputStream(new DigestOutputStream(out, sha));
    }

    void head(long generation, int steps, int parents, boolean marked, List<String> names) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(generation);
        out.writeInt(steps);
        out.writeInt(parents);
        out.writeBoolean(marked);
        out.writeInt(names.size());
        for (String each : names) {
            out.writeUTF(each);
        }
    }

    void tensors(List<float[]> tensors) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] values : tensors) {
            for (int from = 0; from < values.length; from += CHUNK) {
                int count = Math.min(CHUNK, values.length - from);
                chunk.asFloatBuffer().put(values, from, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }

    void end() throws IOException {
        out.flush();
        out.write(sha.digest());
        out.flush();
    }
}
