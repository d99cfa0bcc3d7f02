package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the commands of the pages for newcomers, in their order and in one folder, by the `evoka` script itself: a
/// command that comes a second time finds the result of the first. A block without a language is one of commands. One
/// that cannot be run here has a comment in front of it that says why:
/// `<!-- not run: needs a cluster -->`.
class DocsIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String NOT_RUN = "<!-- not run: ";
    private static final List<String> LINKS = List.of("evoka", "examples");
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    static Path folder;

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        boolean run = false;
        String before = "";
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                run = !inside && line.equals("```") && !before.startsWith(NOT_RUN);
                inside = !inside;
            } else if (inside && run) {
                commands.add(line);
            }
            before = line.isBlank() ? before : line;
        }
        return commands;
    }

    @BeforeAll
    static void install() throws IOException {
        for (String name : LINKS) {
            Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
        }
        Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterAll
    static void remove() throws IOException {
        for (String name : LINKS) {
            Files.delete(folder.resolve(name));
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("EVOKA_AOT", "off");
        builder.environment()
                .put("EVOKA_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + folder.resolve("tmp"));
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(command + "\n" + Files.readString(folder.resolve("output"), StandardCharsets.UTF_8))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/tutorial.md"})
    void everyCommandWorks(String page) throws Exception {
        List<String> commands = commands(ROOT.resolve(page));
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            run(command);
        }
    }
}
