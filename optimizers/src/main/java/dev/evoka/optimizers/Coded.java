package dev.evoka.optimizers;

import java.util.Arrays;

/// A constant that stands in a saved state as a number, which stays the same when constants come or move.
interface Coded {

    /// Its number.
    int code();

    /// The constant of a number.
    ///
    /// @param what what the constants are, like `phase`
    /// @param constants all that there are
    /// @throws IllegalArgumentException if none has this number: the state is damaged
    static <E extends Coded> E of(String what, E[] constants, int code) {
        return Arrays.stream(constants)
                .filter(each -> each.code() == code)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("state must have a %s but had %d".formatted(what, code)));
    }
}
