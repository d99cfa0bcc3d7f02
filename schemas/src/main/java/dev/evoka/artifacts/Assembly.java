package dev.evoka.artifacts;

import dev.evoka.schemas.ArtifactChunk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.BitSet;

/// Puts a file together from its pieces, which come in any order and more than once. All have one size but the last.
final class Assembly {

    private final RandomAccessFile out;
    private final BitSet found = new BitSet();
    private int pieces;
    private int size;
    private byte[] last = new byte[0];

    Assembly(RandomAccessFile out) {
        this.out = out;
    }

    void take(ArtifactChunk chunk) throws IOException {
        if (chunk.getChunk() < 0 || chunk.getChunk() >= chunk.getChunks()) {
            throw new ArtifactException("piece %d of %d of artifact %s cannot be"
                    .formatted(chunk.getChunk(), chunk.getChunks(), chunk.getSha256()));
        }
        if (chunk.getChunks() != pieces) { // cut in another way than those before: a later upload
            found.clear();
            pieces = chunk.getChunks();
        }
        ByteBuffer buffer = chunk.getBytes().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (chunk.getChunk() == pieces - 1) {
            last = bytes;
        } else {
            size = bytes.length;
            write(chunk.getChunk(), bytes);
        }
        found.set(chunk.getChunk());
        if (complete()) {
            write(pieces - 1, last);
        }
    }

    private void write(int piece, byte[] bytes) throws IOException {
        out.seek((long) piece * size);
        out.write(bytes);
    }

    boolean complete() {
        return pieces > 0 && found.cardinality() == pieces;
    }

    /// What is missing, for a message; meaningless if nothing is.
    String missing() {
        return found.isEmpty() ? "is not there" : "has %d of its %d pieces".formatted(found.cardinality(), pieces);
    }
}
