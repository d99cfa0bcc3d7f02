package dev.evoka.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageContentsTest {

    private static final String LINUX = "native/linux-x64/libit.so";
    private static final String ARM = "native/linux-aarch64/libit.so";
    private static final String WINDOWS = "native/win-x64/it.dll";
    private static final String MACOS = "native/osx-x64/libit.dylib";

    @TempDir
    Path folder;

    private Path from;

    @BeforeEach
    void jars() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        jar("onnxruntime-1.0.jar", "It.class", LINUX, ARM, WINDOWS, MACOS);
        jar("kafka-streams-4.0.jar", "Streams.class");
        jar("rocksdbjni-10.jar", "Rocks.class");
        jar("evoka-cli-1.jar", "Evoka.class");
        Files.writeString(from.resolve("dependencies.txt"), """
                The following files have been resolved:
                   com.microsoft.onnxruntime:onnxruntime:jar:1.0:compile -- module onnxruntime
                   org.apache.kafka:kafka-streams:jar:4.0:compile
                   org.rocksdb:rocksdbjni:jar:10:compile
                """);
    }

    private void jar(String name, String... entries) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(from.resolve(name)))) {
            for (String entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
                jar.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Path image(ImageService service, String architecture) throws IOException {
        Path image = folder.resolve(service + architecture);
        new ImageContents(service, Platform.of(architecture)).write(from, image);
        return image;
    }

    private static List<String> names(Path lib) throws IOException {
        try (Stream<Path> all = Files.list(lib)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void takesTheJarsThatTheServiceNeedsIntoItsClassPath() throws IOException {
        Path coordinator = image(ImageService.COORDINATOR, "amd64");
        assertThat(names(coordinator.resolve("lib")))
                .containsExactly("evoka-cli-1.jar", "kafka-streams-4.0.jar", "onnxruntime-1.0.jar");
        assertThat(names(image(ImageService.EVALUATOR, "amd64").resolve("lib")))
                .containsExactly("evoka-cli-1.jar", "onnxruntime-1.0.jar");
        assertThat(Files.readString(coordinator.resolve("java.options")))
                .contains("-XX:MaxRAMPercentage=60")
                .contains(
                        "-cp /opt/evoka/lib/evoka-cli-1.jar:/opt/evoka/lib/kafka-streams-4.0.jar:/opt/evoka/lib/onnxruntime-1.0.jar");
    }

    @Test
    void leavesNativeLibrariesOfOtherSystemsOut() throws IOException {
        Path jar = Path.of("lib", "onnxruntime-1.0.jar");
        assertThat(entries(image(ImageService.EVALUATOR, "amd64").resolve(jar))).containsExactly("It.class", LINUX);
        assertThat(entries(image(ImageService.EVALUATOR, "aarch64").resolve(jar)))
                .containsExactly("It.class", ARM);
        assertThatThrownBy(() -> Platform.of("riscv64")).hasMessageContaining("not for riscv64");
    }

    @Test
    void billsWhatItTook() throws IOException {
        JsonNode bill = new ObjectMapper()
                .readTree(image(ImageService.EVALUATOR, "amd64")
                        .resolve("sbom.json")
                        .toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("components")).hasSize(1);
        assertThat(bill.path("components").get(0).path("purl").asText())
                .isEqualTo("pkg:maven/com.microsoft.onnxruntime/onnxruntime@1.0");
        assertThat(bill.path("components")
                        .get(0)
                        .path("hashes")
                        .get(0)
                        .path("content")
                        .asText())
                .hasSize(64);
    }

    @Test
    void refusesAJarThatMavenDoesNotKnowAndAFolderWithoutJars() throws IOException {
        jar("stranger-1.jar", "Stranger.class");
        assertThatThrownBy(() -> image(ImageService.EVALUATOR, "amd64")).hasMessageContaining("stranger-1.jar");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.copy(from.resolve("dependencies.txt"), empty.resolve("dependencies.txt"));
        assertThatThrownBy(() -> new ImageContents(ImageService.EVALUATOR, Platform.of("amd64"))
                        .write(empty, folder.resolve("none")))
                .hasMessageContaining("run mvn package first");
    }
}
