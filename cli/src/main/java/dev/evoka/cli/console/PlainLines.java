package dev.evoka.cli.console;

import java.io.PrintWriter;

/// One line after the other, for files and pipes.
public final class PlainLines implements Display {

    private static final int WIDTH = 120;

    private final PrintWriter out;
    private final Glyphs glyphs;

    public PlainLines(PrintWriter out, Glyphs glyphs) {
        this.out = out;
        this.glyphs = glyphs;
    }

    @Override
    public void update(String text) {
        print(text);
    }

    @Override
    public synchronized void print(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public Glyphs glyphs() {
        return glyphs;
    }

    @Override
    public long interval() {
        return 1_000_000_000;
    }
}
