package dev.evoka.benchmarks.bbob;

import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.GaussianMutator;
import io.jenetics.Genotype;
import io.jenetics.MeanAlterer;
import io.jenetics.TournamentSelector;
import io.jenetics.engine.Engine;
import io.jenetics.util.Factory;
import io.jenetics.util.RandomRegistry;
import java.util.Random;

/// Jenetics' engine with Gaussian mutation and mean crossover, a hundred individuals, in the box [-5, 5]^D.
record JeneticsGa() implements Contender {

    @Override
    public String name() {
        return "jenetics";
    }

    @Override
    public void minimise(Attempt attempt, long seed) {
        int d = attempt.problem().dimension();
        Factory<Genotype<DoubleGene>> genotypes = Genotype.of(DoubleChromosome.of(-5, 5, d));
        RandomRegistry.with(new Random(seed)).run(() -> {
            Engine<DoubleGene, Double> engine = Engine.builder(
                            genotype -> error(attempt, values(genotype, d)), genotypes)
                    .minimizing()
                    .populationSize(100)
                    .selector(new TournamentSelector<>(3))
                    .alterers(new GaussianMutator<>(1.0 / d), new MeanAlterer<>(0.3))
                    .executor(Runnable::run)
                    .build();
            engine.stream().takeWhile(result -> !attempt.over()).forEach(result -> {});
        });
    }

    /// The engine would wrap the exception that ends an attempt, and goes on to the end of its generation.
    private static double error(Attempt attempt, double[] x) {
        return attempt.over() ? Double.MAX_VALUE : attempt.value(x);
    }

    private static double[] values(Genotype<DoubleGene> genotype, int d) {
        double[] values = new double[d];
        for (int i = 0; i < d; i++) {
            values[i] = genotype.chromosome().get(i).allele();
        }
        return values;
    }
}
