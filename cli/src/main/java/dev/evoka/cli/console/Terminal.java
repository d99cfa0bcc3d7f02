package dev.evoka.cli.console;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// The terminal that the command writes to, if it is one.
public final class Terminal {

    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    /// True if somebody watches: standard output is a terminal that can go back to the start of its line.
    @SuppressWarnings("SystemConsoleNull") // NullAway wants the check
    public static boolean present() {
        String kind = System.getenv("TERM");
        if (kind == null || kind.equals("dumb")) {
            return false;
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Calls this whenever the terminal's size changes.
    public static void onResize(Runnable action) {
        Signals.handle("WINCH", action);
    }

    /// Characters in a line; 80 if that cannot be found out.
    public static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            String columns = size.substring(size.indexOf(' ') + 1);
            return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }
}
