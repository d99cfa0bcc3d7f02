package dev.evoka.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What the command said to some arguments.
///
/// @param code exit code
/// @param out standard output
/// @param err standard error
public record EvokaCall(int code, String out, String err) {

    /// Calls it in this process.
    public static EvokaCall of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Evoka.command()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new EvokaCall(code, out.toString(), err.toString());
    }
}
