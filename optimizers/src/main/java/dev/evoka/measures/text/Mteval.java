package dev.evoka.measures.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Words by the rules of NIST's mteval-v13a: punctuation and symbols of ASCII stand alone, but periods and commas stay
/// within numbers, and a dash is cut off only after a digit.
final class Mteval {

    private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH = Pattern.compile("([0-9])(-)");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Mteval() {}

    static List<String> tokens(String text) {
        String line = text.strip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
        if (line.contains("&")) {
            line = line.replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
        }
        line = " " + line + " ";
        line = SYMBOL.matcher(line).replaceAll(" $1 ");
        line = AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
        line = BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
        line = DASH.matcher(line).replaceAll("$1 $2 ").strip();
        return line.isEmpty() ? List.of() : Arrays.asList(SPACE.split(line));
    }
}
