package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Ranking;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Genetic algorithm over chains of seeds (Such et al. 2017, "Deep neuroevolution: genetic algorithms are a
/// competitive alternative for training deep neural networks"): children are a parent and a mutation, the best
/// candidates become the next parents, and all parents are evaluated again on each new mini-batch. Evaluators hold
/// the parents' weights, so a chain is never replayed.
///
/// @param population candidates of a generation, the parents included
/// @param parents survivors of a generation
/// @param sigma size of the mutations, in units of the scale
/// @param scale unit of sigma for each tensor
/// @param schedule how sigma falls over the budget
public record SeededGenetic(int population, int parents, double sigma, Scale scale, Schedule schedule)
        implements SeededAlgorithm {

    /// Mutations do not fall below this share of sigma: there is nothing to select from equals.
    private static final double LEAST = 0.05;

    public SeededGenetic {
        Checks.atLeast("population", 2, population);
        Checks.atLeast("parents", 1, parents);
        Checks.positive("sigma", sigma);
        if (parents >= population) {
            throw new IllegalArgumentException(
                    "parents must be below the population of %d but was %d".formatted(population, parents));
        }
    }

    /// Twenty candidates, four parents.
    public static SeededGenetic defaults() {
        return new SeededGenetic(20, 4, 0.02, Scale.BALANCED, Schedule.LINEAR);
    }

    @Override
    public Search search(Plan plan) {
        return new Breeding(plan);
    }

    private final class Breeding implements Search {
        private final Progress progress;
        private double shrinkage = 1;

        Breeding(Plan plan) {
            this.progress = new Progress(plan.budget(), population);
        }

        /// The base alone is the parent of the first generation.
        private Recipe.Bred recipe() {
            int there = progress.steps() == 0 ? 1 : parents;
            return new Recipe.Bred((float) sigma(), there, there);
        }

        @Override
        public Instruction ask() {
            return new Instruction(recipe(), scale, Batch.training(progress.steps()));
        }

        @Override
        public int count() {
            return population;
        }

        @Override
        public Update tell(long generation, double[] errors) {
            Recipe.Bred recipe = recipe();
            progress.step();
            return new Update.Select(generation, scale, recipe, Arrays.copyOf(Ranking.order(errors), parents));
        }

        @Override
        public void returned() {
            shrinkage /= 2;
        }

        @Override
        public double sigma() {
            return sigma * shrinkage * Math.max(LEAST, schedule.factor(progress.spent()));
        }

        @Override
        public int bytes() {
            return Long.BYTES + Double.BYTES;
        }

        @Override
        public void write(ByteBuffer into) {
            into.putLong(progress.steps()).putDouble(shrinkage);
        }

        @Override
        public void read(ByteBuffer from) {
            progress.restore(from.getLong());
            shrinkage = from.getDouble();
        }
    }
}
