package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.CmaEs;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.Ranking;
import dev.evoka.optimizers.Restarts;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// CMA-ES in a random subspace of the weights: coordinates of a few hundred noise vectors, which evaluators make for
/// themselves. After some generations a new subspace is drawn around what was reached. Coordinates travel with the
/// candidates: four bytes a dimension, whatever the model's size.
///
/// @param dimension noise vectors of a subspace; at most 500
/// @param population candidates of a generation; 0 = 4 + ⌊3 ln d⌋
/// @param sigma first step size of a subspace, in units of the scale
/// @param renew generations after which a new subspace is drawn
/// @param scale unit of the coordinates for each tensor
public record SubspaceSearch(int dimension, int population, double sigma, int renew, Scale scale)
        implements SeededAlgorithm {

    private static final int LARGEST = 500;

    public SubspaceSearch {
        Checks.atLeast("dimension", 2, dimension);
        if (dimension > LARGEST) {
            throw new IllegalArgumentException("dimension must be ≤ %d but was %d".formatted(LARGEST, dimension));
        }
        if (population != 0) {
            Checks.atLeast("population", 4, population);
        }
        Checks.positive("sigma", sigma);
        Checks.atLeast("renew", 1, renew);
    }

    /// 100 dimensions, a new subspace every 100 generations.
    public static SubspaceSearch defaults() {
        return new SubspaceSearch(100, 0, 0.01, 100, Scale.RMS);
    }

    @Override
    public Search search(Plan plan) {
        return new Subspaces(plan.seed());
    }

    private final class Subspaces implements Search {
        private final long seed;
        private final CmaEs cma;
        private final SearchSpace space;
        private long steps;
        private long basis;
        private DenseOptimizer inner;
        private double[] moved = new double[dimension];

        Subspaces(long seed) {
            this.seed = seed;
            this.cma = new CmaEs(
                    population == 0 ? OptionalInt.empty() : OptionalInt.of(population),
                    OptionalDouble.of(sigma),
                    Restarts.NONE);
            double[] none = new double[dimension];
            double[] top = new double[dimension];
            Arrays.fill(none, Double.NEGATIVE_INFINITY);
            Arrays.fill(top, Double.POSITIVE_INFINITY);
            this.space = new SearchSpace(none, top, new Initialisation.Point(new double[dimension], sigma));
            this.inner = fresh();
        }

        private DenseOptimizer fresh() {
            return cma.start(space, seed + basis, Budget.unknown());
        }

        @Override
        public Instruction ask() {
            Candidates candidates = inner.ask();
            float[] coordinates = new float[candidates.count() * dimension];
            for (int i = 0; i < coordinates.length; i++) {
                coordinates[i] = (float) (candidates.values()[i] - moved[i % dimension]);
            }
            return new Instruction(new Recipe.Combined(basis, dimension, 0, coordinates), scale, Batch.training(steps));
        }

        @Override
        public int count() {
            return inner.ask().count();
        }

        /// The base follows the mean of the better half, weighted as CMA-ES weights it.
        @Override
        public Update tell(long generation, double[] errors) {
            Candidates candidates = inner.ask();
            int[] order = Ranking.order(errors);
            int half = candidates.count() / 2;
            double[] mean = new double[dimension];
            double total = 0;
            for (int rank = 0; rank < half && Double.isFinite(errors[order[rank]]); rank++) {
                double weight = StrictMath.log((candidates.count() + 1) / 2.0) - StrictMath.log(rank + 1);
                total += weight;
                for (int k = 0; k < dimension; k++) {
                    mean[k] += weight * candidates.values()[order[rank] * dimension + k];
                }
            }
            float[] coefficients = new float[dimension];
            for (int k = 0; k < dimension && total > 0; k++) {
                double reached = mean[k] / total;
                coefficients[k] = (float) (reached - moved[k]);
                moved[k] = reached;
            }
            long drawn = basis;
            inner.tell(errors);
            steps++;
            if (steps % renew == 0 || inner.converged()) {
                renew(generation + 1);
            }
            return total > 0
                    ? new Update.Move(generation, drawn, scale, 1, 0, coefficients)
                    : new Update.Stay(generation);
        }

        private void renew(long generation) {
            basis = generation;
            moved = new double[dimension];
            inner = fresh();
        }

        /// The next subspace begins where the base is now.
        @Override
        public void returned() {
            renew(basis + 1);
        }

        @Override
        public double sigma() {
            return inner.sigma();
        }

        @Override
        public int bytes() {
            return 2 * Long.BYTES + dimension * Double.BYTES + Integer.BYTES + inner.state().length;
        }

        @Override
        public void write(ByteBuffer into) {
            into.putLong(steps).putLong(basis);
            for (double each : moved) {
                into.putDouble(each);
            }
            byte[] state = inner.state();
            into.putInt(state.length).put(state);
        }

        @Override
        public void read(ByteBuffer from) {
            steps = from.getLong();
            basis = from.getLong();
            for (int k = 0; k < dimension; k++) {
                moved[k] = from.getDouble();
            }
            byte[] state = new byte[Math.min(from.remaining(), from.getInt())];
            from.get(state);
            inner = cma.restore(space, seed + basis, Budget.unknown(), state);
        }
    }
}
