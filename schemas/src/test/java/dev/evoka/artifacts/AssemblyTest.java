package dev.evoka.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.schemas.ArtifactChunk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {

    @TempDir
    Path folder;

    private RandomAccessFile file;
    private Assembly assembly;

    @BeforeEach
    void open() throws IOException {
        file = new RandomAccessFile(folder.resolve("file").toFile(), "rw");
        assembly = new Assembly(file);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    private void take(int piece, int pieces, String text) throws IOException {
        assembly.take(new ArtifactChunk("s", piece, pieces, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve("file"));
    }

    @Test
    void takesPiecesInAnyOrderAndMoreThanOnce() throws IOException {
        take(2, 3, "g");
        take(1, 3, "def");
        take(1, 3, "def");
        assertThat(assembly.complete()).isFalse();
        assertThat(assembly.missing()).isEqualTo("has 2 of its 3 pieces");
        take(0, 3, "abc");
        assertThat(assembly.complete()).isTrue();
        assertThat(content()).isEqualTo("abcdefg");
    }

    @Test
    void anEmptyFileIsOneEmptyPiece() throws IOException {
        take(0, 1, "");
        assertThat(assembly.complete()).isTrue();
        assertThat(content()).isEmpty();
    }

    @Test
    void startsAgainWhenALaterUploadWasCutInAnotherWay() throws IOException {
        take(0, 3, "abc");
        take(1, 3, "def");
        take(0, 2, "abcd");
        assertThat(assembly.complete()).isFalse();
        take(1, 2, "efg");
        assertThat(content()).isEqualTo("abcdefg");
    }

    @Test
    void refusesAPieceThatCannotBe() {
        assertThatThrownBy(() -> take(3, 3, "x")).hasMessage("piece 3 of 3 of artifact s cannot be");
        assertThatThrownBy(() -> take(-1, 3, "x")).isInstanceOf(ArtifactException.class);
    }
}
