package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a shell completes.
class CompletionIT {

    @TempDir
    Path folder;

    private Path script() throws Exception {
        StringWriter script = new StringWriter();
        assertThat(Evoka.command().setOut(new PrintWriter(script)).execute("completion"))
                .isZero();
        return Files.writeString(folder.resolve("completion"), script.toString());
    }

    /// The completions of a line, one a line.
    private String completed(String... words) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
        Path file = script();
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

    /// What a zsh at a terminal of its own shows when a line is typed and Tab is pressed twice.
    private String typedInZsh(String line, String expected) throws Exception {
        Path zsh = Path.of("/usr/bin/zsh");
        assumeTrue(Files.isExecutable(zsh), "no zsh on this machine (Debian: apt-get install zsh)");
        String commands = """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell 'cd %s; source %s; evoka() { :; }; print rea""dy'
                zpty -r shell shown '*ready*'
                zpty -n -w shell $'%s\t\t'
                zpty -r shell shown '*%s*'
                print -r -- $shown
                """.formatted(folder, script(), line, expected);
        Process process = new ProcessBuilder(zsh.toString(), "-f", "-c", commands)
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("zsh never shows %s after %s".formatted(expected, line));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void zshCompletesCommandsAndOptions() throws Exception {
        assertThat(typedInZsh("evoka st", "stop")).contains("standalone").doesNotContain("submit");
        assertThat(typedInZsh("evoka branch --spr", "--spread")).contains("--spread");
    }
}
