package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Draws;
import dev.evoka.optimizers.Ranking;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;

/// Simulated annealing over seeds (Kirkpatrick, Gelatt, Vecchi 1983): every candidate is the base and a
/// perturbation, Metropolis decides on each, and the accepted ones become updates. Errors are compared on the
/// same mini-batch, which is kept for many generations; with every new one the base is evaluated too. With
/// several proposals in a generation, the best that is accepted is taken. Step sizes follow the 1/5 success
/// rule (Rechenberg 1973).
///
/// @param proposals perturbations of the base in a generation
/// @param sigma first size of the perturbations, in units of the scale
/// @param temperature first temperature, as a share of the base's error
/// @param cooling factor of the temperature in each generation
/// @param keep generations that see the same mini-batch
/// @param scale unit of sigma for each tensor
public record SeededAnnealing(int proposals, double sigma, double temperature, double cooling, int keep, Scale scale)
        implements SeededAlgorithm {

    private static final double TARGET = 0.2;
    private static final double GROWTH = 0.1;
    private static final double SMALLEST = 1e-12;

    public SeededAnnealing {
        Checks.atLeast("proposals", 1, proposals);
        Checks.positive("sigma", sigma);
        Checks.positive("temperature", temperature);
        Checks.share("cooling", cooling);
        Checks.atLeast("keep", 1, keep);
    }

    /// One proposal, a mini-batch kept for 800 generations.
    public static SeededAnnealing defaults() {
        return new SeededAnnealing(1, 0.03, 1e-4, 0.999, 800, Scale.BALANCED);
    }

    @Override
    public Search search(Plan plan) {
        return new Annealing(plan.seed());
    }

    private final class Annealing implements Search {
        private final long seed;
        private long steps;
        private double error = Double.NaN;
        private double step = sigma;
        private double heat = Double.NaN;

        Annealing(long seed) {
            this.seed = seed;
        }

        /// True if the base has no error on this mini-batch yet.
        private boolean fresh() {
            return steps % keep == 0 || Double.isNaN(error);
        }

        @Override
        public Instruction ask() {
            Recipe recipe = fresh() ? new Recipe.Anchored((float) step) : new Recipe.OneSided((float) step);
            return new Instruction(recipe, scale, Batch.training(steps / keep));
        }

        @Override
        public int count() {
            return fresh() ? proposals + 1 : proposals;
        }

        @Override
        public Update tell(long generation, double[] errors) {
            int first = fresh() ? 1 : 0;
            if (first == 1) {
                error = errors[0];
                heat = Double.isNaN(heat) && Double.isFinite(error) ? temperature * Math.abs(error) : heat;
            }
            float taken = (float) step;
            int best = first;
            for (int i = first + 1; i < errors.length; i++) {
                best = Ranking.ranked(errors[i]) < Ranking.ranked(errors[best]) ? i : best;
            }
            double proposed = errors[best];
            boolean better = Double.isFinite(proposed) && !(proposed >= error);
            boolean accepted = better || accepted(proposed, generation);
            double expected = 1 - StrictMath.pow(1 - TARGET, proposals);
            step = Math.max(SMALLEST, step * StrictMath.exp(GROWTH * ((better ? 1 : 0) - expected)));
            heat *= cooling;
            steps++;
            if (!accepted) {
                return new Update.Stay(generation);
            }
            error = proposed;
            float[] coefficients = new float[best - first + 1];
            coefficients[best - first] = taken;
            return new Update.Move(generation, generation, scale, 1, 0, coefficients);
        }

        /// Metropolis: exp(-Δ / T).
        private boolean accepted(double proposed, long generation) {
            double rise = proposed - error;
            return Double.isFinite(rise)
                    && heat > 0
                    && new Draws(seed, generation, -1).uniform() < StrictMath.exp(-rise / heat);
        }

        @Override
        public void returned() {
            error = Double.NaN;
            step /= 2;
        }

        @Override
        public double sigma() {
            return step;
        }

        @Override
        public boolean converged() {
            return step <= SMALLEST;
        }

        @Override
        public int bytes() {
            return Long.BYTES + 3 * Double.BYTES;
        }

        @Override
        public void write(ByteBuffer into) {
            into.putLong(steps).putDouble(error).putDouble(step).putDouble(heat);
        }

        @Override
        public void read(ByteBuffer from) {
            steps = from.getLong();
            error = from.getDouble();
            step = from.getDouble();
            heat = from.getDouble();
        }
    }
}
