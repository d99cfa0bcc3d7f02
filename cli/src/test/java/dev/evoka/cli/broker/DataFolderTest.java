package dev.evoka.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    private static void refused(Path folder, String message, Object... arguments) {
        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(SpecException.class)
                .hasMessage(message, arguments);
    }

    @Test
    void isMadeAndTakenUpAgain() {
        Path folder = parent.resolve("a/b");
        try (DataFolder first = DataFolder.open(folder)) {
            assertThat(first.fresh()).isTrue();
        }
        try (DataFolder second = DataFolder.open(folder)) {
            assertThat(second.fresh()).isFalse();
        }
    }

    @Test
    void belongsToOneProcessAtATime() {
        Path folder = parent.resolve("data");
        try (DataFolder first = DataFolder.open(folder)) {
            refused(
                    first.path(),
                    "data folder %s is in use by another evoka: wait for it, or give another --data-dir",
                    folder);
        }
        DataFolder.open(folder).close();
    }

    @Test
    void refusesAnotherVersionAndTouchesNothing() throws IOException {
        Path version = Files.writeString(parent.resolve("evoka.version"), "7\n");
        refused(parent, "data folder %s has version 7 but this Evoka reads version 1: give another --data-dir", parent);
        assertThat(version).hasContent("7");
        assertThat(parent).isDirectoryNotContaining("glob:**evoka.lock");
    }

    @Test
    void livesBesideOtherFilesButTakesNoFolderOverThatIsNotItsOwn() throws IOException {
        Files.writeString(parent.resolve("spec.yaml"), "…");
        Files.createDirectory(parent.resolve("kafka"));
        refused(parent, "data folder %s has a folder kafka that is not Evoka's: give another --data-dir", parent);
        Files.delete(parent.resolve("kafka"));
        DataFolder.open(parent).close();
    }

    @Test
    void saysThatAFileIsNoFolder() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        refused(file, "data folder %s cannot be used (%s is no folder): give another --data-dir", file, file);
    }

    @Test
    void keepsResultsWhenTheLogIsDeleted() throws IOException {
        try (DataFolder folder = DataFolder.open(parent.resolve("data"))) {
            Files.createDirectories(folder.broker().resolve("topic-0"));
            Files.writeString(folder.broker().resolve("topic-0/log"), "x");
            Files.createDirectories(folder.results());
            folder.deleteLog();
            assertThat(folder.broker()).doesNotExist();
            assertThat(folder.results()).exists();
        }
    }
}
