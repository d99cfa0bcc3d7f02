package dev.evoka.cli.console;

import java.io.PrintWriter;

/// The display that fits where the command writes to.
public final class Displays {

    private Displays() {}

    /// The display for this writer.
    public static Display of(PrintWriter out) {
        Glyphs glyphs = Glyphs.of(System.out.charset());
        return Terminal.present() ? new LiveLine(out, glyphs) : new PlainLines(out, glyphs);
    }
}
