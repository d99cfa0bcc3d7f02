package dev.evoka.noise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Distributions of the noise, all with mean 0 and variance 1.
public enum NoiseKind {
    /// +1 or -1 with equal probability: 32 values of one hash.
    RADEMACHER("rademacher"),
    /// The number of ones among 32 fair bits, centred and scaled: nearly normal (kurtosis 2.94), integers until the
    /// end.
    BINOMIAL("binomial"),
    /// Standard normal to the last bits of a float; about a hundred times slower than the others.
    GAUSSIAN("gaussian");

    private final String specName;

    NoiseKind(String specName) {
        this.specName = specName;
    }

    /// Name in the run spec.
    public String specName() {
        return specName;
    }

    /// The kind of this name.
    public static Optional<NoiseKind> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName.equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(NoiseKind::specName).toList();
    }
}
