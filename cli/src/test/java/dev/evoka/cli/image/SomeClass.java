package dev.evoka.cli.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntSupplier;

/// A class with constants of all sizes, branches, handlers and local variables, to be taken apart.
public final class SomeClass implements IntSupplier {

    private static final long LONG = 1L << 40;

    /// Its class file.
    static byte[] file() throws IOException {
        String name = SomeClass.class.getSimpleName() + ".class";
        try (InputStream content = Objects.requireNonNull(SomeClass.class.getResourceAsStream(name))) {
            return content.readAllBytes();
        }
    }

    @Override
    public int getAsInt() {
        int sum = 0;
        for (String each : new String[] {"1", "x", "40"}) {
            try {
                long number = Long.parseLong(each) + LONG;
                sum += (int) (number % 100);
            } catch (NumberFormatException e) {
                sum++;
            }
        }
        return sum;
    }
}
