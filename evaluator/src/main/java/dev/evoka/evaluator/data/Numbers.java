package dev.evoka.evaluator.data;

import java.util.OptionalDouble;

/// Numbers as people write them in tables.
final class Numbers {

    private Numbers() {}

    /// The finite number that the text is; empty if it is none. Java's own suffixes and hexadecimal floating point are
    /// no numbers here: `12d` is a house number.
    static OptionalDouble parse(String text) {
        if (text.isEmpty() || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
            return OptionalDouble.empty();
        }
        char last = text.charAt(text.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
