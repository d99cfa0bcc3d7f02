package dev.evoka.faults;

/// A run that takes some seconds: a linear model whose generations take some milliseconds each.
public final class Specs {

    private Specs() {}

    public static String linear(String name, int shards, int generations) {
        return """
                name: %s
                objective:
                  model: linear
                  error: mse
                  shards: %d
                  data: {generate: {samples: 12800, features: 20, noise: 0.1, seed: 1}}
                optimizer: {algorithm: differential-evolution, population: 24}
                stop: {generations: %d}
                """.formatted(name, shards, generations);
    }
}
