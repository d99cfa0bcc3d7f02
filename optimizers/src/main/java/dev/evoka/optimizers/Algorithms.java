package dev.evoka.optimizers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The algorithms that run specs can name. Adding one is a file and a line here.
public enum Algorithms {
    RANDOM_SEARCH("random-search", RandomSearch.defaults()),
    SOBOL_SEARCH("sobol-search", SobolSearch.defaults()),
    SIMULATED_ANNEALING("simulated-annealing", SimulatedAnnealing.defaults()),
    GENERALISED_ANNEALING("generalised-annealing", GeneralisedAnnealing.defaults()),
    PARALLEL_TEMPERING("parallel-tempering", ParallelTempering.defaults()),
    PARTICLE_SWARM("particle-swarm", ParticleSwarm.defaults()),
    GENETIC_ALGORITHM("genetic-algorithm", GeneticAlgorithm.defaults()),
    L_SHADE("l-shade", LShade.defaults()),
    DIFFERENTIAL_EVOLUTION("differential-evolution", DifferentialEvolution.defaults()),
    SNES("snes", Snes.defaults()),
    XNES("xnes", XNes.defaults()),
    OPENAI_ES("openai-es", OpenAiEs.defaults()),
    AUGMENTED_RANDOM_SEARCH("augmented-random-search", AugmentedRandomSearch.defaults()),
    ONE_PLUS_LAMBDA("one-plus-lambda", OnePlusLambda.defaults()),
    NELDER_MEAD("nelder-mead", NelderMead.defaults()),
    SEPARABLE_CMA_ES("separable-cma-es", SeparableCmaEs.defaults()),
    LM_MA_ES("lm-ma-es", LmMaEs.defaults()),
    DYNAMIC_PROGRAMMING("dynamic-programming", DynamicProgramming.defaults()),
    QUASI_NEWTON("quasi-newton", QuasiNewton.defaults()),
    RANDOM_LINES("random-lines", RandomLines.defaults()),
    AUTO("auto", Auto.defaults()),
    CMA_ES("cma-es", CmaEs.defaults()),
    ISLANDS("islands", Islands.defaults()),
    PIPELINE("pipeline", Pipeline.defaults()),
    RESTARTS("restarts", Restarted.defaults());

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
