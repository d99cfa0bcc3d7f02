package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Types a command in this process.
public final class Typist {

    private Typist() {}

    /// Runs a command to its end.
    ///
    /// @param code exit code that it must have
    /// @return what it wrote, errors included
    public static String type(int code, String... arguments) {
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written);
        int found = Evoka.command(arguments).setOut(writer).setErr(writer).execute(arguments);
        assertThat(found).as(written.toString()).isEqualTo(code);
        return written.toString().strip();
    }
}
