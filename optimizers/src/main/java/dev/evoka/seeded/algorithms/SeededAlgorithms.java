package dev.evoka.seeded.algorithms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The seeded algorithms that run specs can name. Adding one is a file and a line here.
public enum SeededAlgorithms {
    ZEROTH_ORDER("zeroth-order", ZerothOrder.defaults()),
    EVOLUTION_STRATEGY("evolution-strategy", EvolutionStrategy.defaults()),
    SIMULATED_ANNEALING("simulated-annealing", SeededAnnealing.defaults()),
    GENETIC_ALGORITHM("genetic-algorithm", SeededGenetic.defaults()),
    SUBSPACE("subspace-cma-es", SubspaceSearch.defaults());

    private final String specName;
    private final SeededAlgorithm defaults;

    SeededAlgorithms(String specName, SeededAlgorithm defaults) {
        this.specName = specName;
        this.defaults = defaults;
    }

    /// Name in the run spec.
    public String specName() {
        return specName;
    }

    /// Its settings by default; their class is the record that a spec is bound to.
    public SeededAlgorithm defaults() {
        return defaults;
    }

    /// The algorithm of this name.
    public static Optional<SeededAlgorithms> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName.equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(SeededAlgorithms::specName).toList();
    }
}
