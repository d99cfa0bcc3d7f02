package dev.evoka.cli.console;

import java.nio.charset.Charset;

/// Characters that the terminal can show.
///
/// @param bars bars from low to high
public record Glyphs(String bars) {

    public static final Glyphs UNICODE = new Glyphs("▁▂▃▄▅▆▇█");
    public static final Glyphs ASCII = new Glyphs("_.-=+*#");

    /// Those that a character set has.
    public static Glyphs of(Charset charset) {
        return charset.newEncoder().canEncode(UNICODE.bars) ? UNICODE : ASCII;
    }
}
