package dev.evoka.optimizers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The algorithms that run specs can name. Adding one is a file and a line here.
public enum Algorithms {
    RANDOM_SEARCH("random-search", RandomSearch.defaults()),
    SIMULATED_ANNEALING("simulated-annealing", SimulatedAnnealing.defaults()),
    GENETIC_ALGORITHM("genetic-algorithm", GeneticAlgorithm.defaults()),
    DIFFERENTIAL_EVOLUTION("differential-evolution", DifferentialEvolution.defaults()),
    CMA_ES("cma-es", CmaEs.defaults());

    private final String specName;
    private final Algorithm defaults;

    Algorithms(String specName, Algorithm defaults) {
        this.specName = specName;
        this.defaults = defaults;
    }

    /// Name in the run spec.
    public String specName() {
        return specName;
    }

    /// Its settings by default; their class is the record that a spec is bound to.
    public Algorithm defaults() {
        return defaults;
    }

    /// The algorithm of this name.
    public static Optional<Algorithms> named(String name) {
        for (Algorithms each : values()) {
            if (each.specName.equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(Algorithms::specName).toList();
    }
}
