package dev.evoka.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.artifacts.FileServer.Mood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFilesTest {

    private static final byte[] CONTENT = "a,b\n1,2\n3,4\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(CONTENT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sha256(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        return Sha256.name(digest);
    }

    private RemoteFiles files(long most) {
        return new RemoteFiles(
                new ArtifactStore(new ArtifactFolder(folder, most)), new Downloads(most, Duration.ofMillis(1)));
    }

    private Path fetch() {
        return files(1 << 30).file(server.url(), sha256(CONTENT));
    }

    private long kept() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void fetchesAFileOnce() throws IOException {
        assertThat(fetch()).hasBinaryContent(CONTENT);
        assertThat(fetch()).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("all");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void goesOnWhereTheConnectionBroke() {
        server.moods(Mood.BREAKS, Mood.BUSY, Mood.BREAKS);
        assertThat(fetch()).hasBinaryContent(CONTENT);
        int half = CONTENT.length / 2;
        assertThat(server.ranges())
                .containsExactly(
                        "all",
                        "bytes=%d-".formatted(half),
                        "bytes=%d-".formatted(half),
                        "bytes=%d-".formatted(half + (CONTENT.length - half) / 2));
    }

    @Test
    void beginsAgainIfTheFileChangedMeanwhile() throws IOException {
        Path half = Files.write(folder.resolve("half"), new byte[CONTENT.length / 2]); // of another file
        new Downloads(1 << 30, Duration.ofMillis(1)).fetch(server.url(), sha256(CONTENT), half);
        assertThat(half).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=%d-".formatted(CONTENT.length / 2), "all");
    }

    @Test
    void aFileThatIsAnotherIsRefusedWithBothDigests() throws IOException {
        server.content("another".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArtifactException.class)
                .hasMessageContainingAll(
                        "/data.csv has the SHA-256 " + sha256("another".getBytes(StandardCharsets.UTF_8)),
                        "the spec says " + sha256(CONTENT))
                .hasMessageNotContaining("secret");
        assertThat(kept()).isZero();
        server.content(CONTENT);
        assertThat(fetch()).hasBinaryContent(CONTENT);
    }

    @Test
    void aWrongAddressIsNotTriedAgain() {
        server.moods(Mood.EMPTY);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArtifactException.class)
                .hasMessageContainingAll("the server answers 404", "is the address right?")
                .hasMessageNotContaining("secret");
        assertThat(server.ranges()).hasSize(1);
    }

    @Test
    void aServerThatIsAlwaysBusyIsGivenUp() throws IOException {
        server.moods(Mood.BUSY, Mood.BUSY, Mood.BUSY, Mood.BUSY, Mood.BUSY, Mood.BUSY, Mood.BUSY);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ArtifactException.class)
                .hasMessageContainingAll("after 6 attempts", "the server answers 503")
                .hasMessageNotContaining("secret");
        assertThat(server.ranges()).hasSize(6);
        assertThat(kept()).isZero();
    }

    @Test
    void aFileThatTakesTooMuchRoomIsRefused() throws IOException {
        assertThatThrownBy(() -> files(1_000).file(server.url(), sha256(CONTENT)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContainingAll("more than the 1000 bytes", "--cache-size");
        assertThat(kept()).isZero();
    }

    @Test
    void whatAKilledProcessLeftIsSweptAwayAfterADay() throws IOException {
        Path old = Files.writeString(folder.resolve("part-1"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.writeString(folder.resolve("part-2"), "half");
        fetch();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
