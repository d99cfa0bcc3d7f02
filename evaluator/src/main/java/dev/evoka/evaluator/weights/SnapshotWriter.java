package dev.evoka.evaluator.weights;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/// Writes a snapshot: a version, counts and names (big-endian), weights (float32 little-endian), and the SHA-256 of it
/// all.
final class SnapshotWriter {

    static final int VERSION = 1;

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

    void tensors(List<TensorRows> tensors) throws IOException {
        ByteBuffer bytes = WeightDigest.room();
        for (TensorRows each : tensors) {
            for (float[] row : each.rows()) {
                bytes.asFloatBuffer().put(row);
                out.write(bytes.array(), 0, row.length * Float.BYTES);
            }
        }
    }

    void end() throws IOException {
        out.flush();
        out.write(sha.digest());
        out.flush();
    }
}
