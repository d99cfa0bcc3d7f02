package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stage-wise dynamic programming with a beam (Bellman 1957, "Dynamic programming"; coarse to fine: Luus 1990, "Optimal
/// control by dynamic programming using systematic reduction in grid size"). Parameters are cut into blocks, in their
/// order. A stage extends each partial assignment of the beam by each combination of values of the next block, with the
/// later parameters as in the best point so far. Of all assignments that end in the same combination the best stays
/// (Bellman's principle), and of those the best few.
///
/// Where the error is a sum of terms that each know two neighbouring blocks, one pass finds the best point of the
/// grid if the beam holds all combinations of a block. The next pass has a finer grid around it.
/// For parameters that have an order in which they act, such as a schedule or a controller's gains.
///
/// @param block parameters in a block
/// @param levels values of a parameter in a pass; a whole number has all its values if they are no more, a category
/// always
/// @param beam most partial assignments
/// @param refinement by what the grid becomes finer from pass to pass
public record DynamicProgramming(int block, int levels, int beam, double refinement) implements SearchAlgorithm {

    private static final double FINEST = 1e-14;
    private static final int MOST_COMBINATIONS = 100_000;

    public DynamicProgramming {
        Settings.atLeast("block", 1, block);
        Settings.atLeast("levels", 2, levels);
        Settings.atLeast("beam", 1, beam);
        Settings.between("refinement", 1e-6, 0.999, refinement);
        if (StrictMath.pow(levels, block) > MOST_COMBINATIONS) {
            throw new IllegalArgumentException("levels must make at most %d combinations in a block but was %d"
                    .formatted(MOST_COMBINATIONS, levels));
        }
    }

    /// One parameter in a block with 7 values, all of which the beam holds; each pass has 0.6 of the width.
    public static DynamicProgramming defaults() {
        return new DynamicProgramming(1, 7, 7, 0.6);
    }

    @Override
    public char tag() {
        return 'd';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Stages(space);
    }

    private final class Stages implements Search {
        private final SearchSpace space;
        private final int d;

        /// First parameter of the open stage.
        private int at;

        /// Width of the grid as a share of the first.
        private double share = 1;

        /// Best point of the last pass.
        private final double[] reference;

        /// Partial assignments, the best first, each with the later parameters of the reference.
        private double[] partials;

        Stages(SearchSpace space) {
            this.space = space;
            this.d = space.dimension();
            this.reference = Start.middle(space);
            this.partials = reference.clone();
        }

        private int size() {
            return Math.min(block, d - at);
        }

        /// All combinations of values of the open block.
        private List<double[]> combinations() {
            List<double[]> all = List.of(new double[0]);
            for (int i = at; i < at + size(); i++) {
                List<double[]> longer = new ArrayList<>();
                for (double[] shorter : all) {
                    for (double value : values(i)) {
                        double[] each = Arrays.copyOf(shorter, shorter.length + 1);
                        each[shorter.length] = value;
                        longer.add(each);
                    }
                }
                all = longer;
            }
            return all;
        }

        /// Values of a parameter: all there are, or a grid around the reference that holds it.
        private double[] values(int i) {
            double low = space.lower()[i];
            double high = space.upper()[i];
            Kind kind = space.kinds().get(i);
            if (kind == Kind.CATEGORY || (kind == Kind.INTEGER && high - low <= levels)) {
                double[] all = new double[(int) (high - low)];
                Arrays.setAll(all, k -> low + 0.5 + k);
                return all;
            }
            double reach = 3 * Start.spread(space, i);
            double width = share * Math.min(2 * reach, high - low);
            double step = width / (levels - 1);
            double[] grid = new double[levels];
            // A grid that would stick out is shifted by whole steps, so that the reference stays on it.
            double first = -Math.floorDiv(levels - 1, 2);
            first = Math.max(first, Math.ceil((low - reference[i]) / step));
            first = Math.min(first, Math.floor((high - reference[i]) / step) - (levels - 1));
            for (int k = 0; k < levels; k++) {
                grid[k] = space.clamp(i, reference[i] + (first + k) * step);
            }
            return grid;
        }

        @Override
        public double[] propose(long generation) {
            List<double[]> combinations = combinations();
            int count = partials.length / d;
            double[] values = new double[count * combinations.size() * d];
            int to = 0;
            for (int partial = 0; partial < count; partial++) {
                for (double[] combination : combinations) {
                    System.arraycopy(partials, partial * d, values, to, d);
                    System.arraycopy(combination, 0, values, to + at, combination.length);
                    to += d;
                }
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            int combinations = errors.length * d / partials.length;
            double[] best = new double[combinations];
            int[] which = new int[combinations];
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            for (int c = 0; c < errors.length; c++) {
                int combination = c % combinations;
                if (c < combinations || Ranking.ranked(errors[c]) < best[combination]) {
                    best[combination] = Ranking.ranked(errors[c]);
                    which[combination] = c;
                }
            }
            int[] order = Ranking.order(best);
            at += size();
            int kept = at == d ? 1 : Math.min(beam, combinations);
            partials = new double[kept * d];
            for (int rank = 0; rank < kept; rank++) {
                System.arraycopy(values, which[order[rank]] * d, partials, rank * d, d);
            }
            if (at == d) {
                System.arraycopy(partials, 0, reference, 0, d);
                at = 0;
                share *= refinement;
            }
        }

        @Override
        public double sigma() {
            return share * Start.spread(space, 0);
        }

        @Override
        public boolean converged() {
            return share < FINEST;
        }

        @Override
        public void write(StateWriter state) {
            state.put(at).put(share).put(reference).put(partials.length).put(partials);
        }

        @Override
        public void read(ByteBuffer state) {
            at = state.getInt();
            share = state.getDouble();
            State.fill(state, reference);
            partials = State.get(state, state.getInt());
        }
    }
}
