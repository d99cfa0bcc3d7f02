package dev.evoka.evaluator.weights;

import dev.evoka.noise.NoiseTensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// Reads what a [SnapshotWriter] wrote.
final class SnapshotReader {

    /// The counts at the beginning.
    record Head(long generation, int steps, int parents, boolean marked) {}

    private static final int MOST_PARENTS = 1 << 16;

    private final MessageDigest sha = WeightDigest.sha256();
    private final DataInputStream in;

    SnapshotReader(InputStream in) {
        this.in = new DataInputStream(new DigestInputStream(in, sha));
    }

    Head head(List<String> names) throws IOException {
        int version = in.readByte();
        if (version != SnapshotWriter.VERSION) {
            throw new IOException("snapshot must be of version %d but was of %d: it was made by another Evoka"
                    .formatted(SnapshotWriter.VERSION, version));
        }
        Head head = new Head(in.readLong(), in.readInt(), in.readInt(), in.readBoolean());
        if (head.parents() < 1 || head.parents() > MOST_PARENTS) {
            throw new IOException("snapshot is damaged: it has %d parents".formatted(head.parents()));
        }
        int count = in.readInt();
        if (count != names.size()) {
            throw new IOException("snapshot has %d tensors but the model has %d: it is of another model"
                    .formatted(count, names.size()));
        }
        for (String each : names) {
            String found = in.readUTF();
            if (!found.equals(each)) {
                throw new IOException(
                        "snapshot has tensor %s where the model has %s: it is of another model".formatted(found, each));
            }
        }
        return head;
    }

    List<TensorRows> tensors(NoiseTensor[] tensors) throws IOException {
        return read(Arrays.stream(tensors)
                .map(each -> TensorRows.zeros(each.size()))
                .toList());
    }

    /// Tensors of the same sizes as others.
    List<TensorRows> like(List<TensorRows> others) throws IOException {
        return read(others.stream().map(each -> TensorRows.zeros(each.size())).toList());
    }

    private List<TensorRows> read(List<TensorRows> into) throws IOException {
        ByteBuffer bytes = WeightDigest.room();
        for (TensorRows each : into) {
            for (float[] row : each.rows()) {
                in.readFully(bytes.array(), 0, row.length * Float.BYTES);
                bytes.asFloatBuffer().get(row);
            }
        }
        return into;
    }

    void end() throws IOException {
        byte[] expected = sha.digest();
        byte[] found = in.readNBytes(expected.length);
        if (found.length < expected.length) {
            throw new EOFException("snapshot ends too early: copy or download it again");
        }
        if (!MessageDigest.isEqual(expected, found)) {
            throw new IOException("snapshot is damaged: copy or download it again");
        }
    }
}
