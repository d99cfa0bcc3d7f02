package dev.evoka.cli.console;

import java.io.PrintWriter;

/// The line on a terminal.
public final class LiveLine implements Display {

    private static final String CLEAR = "\r\033[K";

    private final PrintWriter out;
    private final Glyphs glyphs;
    private volatile int columns;

    public LiveLine(PrintWriter out, Glyphs glyphs) {
        this.out = out;
        this.glyphs = glyphs;
        this.columns = Terminal.columns();
        Terminal.onResize(() -> columns = Terminal.columns());
    }

    @Override
    public synchronized void update(String text) {
        out.print(CLEAR + text.substring(0, Math.min(text.length(), width())));
        out.flush();
    }

    @Override
    public synchronized void print(String text) {
        out.println(CLEAR + text);
        out.flush();
    }

    /// One less than the columns: a full line would move the cursor on.
    @Override
    public int width() {
        return columns - 1;
    }

    @Override
    public Glyphs glyphs() {
        return glyphs;
    }

    @Override
    public long interval() {
        return 100_000_000;
    }
}
