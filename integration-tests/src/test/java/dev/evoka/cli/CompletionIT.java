package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a shell completes.
class CompletionIT {

    @TempDir
    Path folder;

    /// The completions of a line, one a line.
    private String completed(String... words) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
        StringWriter script = new StringWriter();
        assertThat(Evoka.command().setOut(new PrintWriter(script)).execute("completion"))
                .isZero();
        Path file = Files.writeString(folder.resolve("completion"), script.toString());
        String commands = """
                source %s
                complete -p evoka >/dev/null || exit 3
                COMP_WORDS=(evoka %s)
                COMP_CWORD=%d
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                _complete_evoka
                printf '%%s\n' "${COMPREPLY[@]}"
                """.formatted(file, String.join(" ", words), words.length);
        Process bash = new ProcessBuilder("/bin/bash", "--norc", "--noprofile", "-c", commands)
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void completesCommands() throws Exception {
        assertThat(completed("st").lines()).contains("standalone", "stop").doesNotContain("submit");
    }

    @Test
    void completesOptions() throws Exception {
        assertThat(completed("branch", "--gen").lines()).contains("--generation");
        assertThat(completed("branch", "--spr").lines()).contains("--spread");
    }
}
