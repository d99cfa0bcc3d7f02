package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Algorithms side by side that send each other their best points, round a ring (Tanese 1989, "Distributed genetic
/// algorithms"). An island that has converged begins anew. Algorithms that keep points take what they are sent;
/// those that keep a distribution alone send and take nothing.
///
/// @param members the algorithms
/// @param migration generations between migrations
/// @param bandit whether half of the generations belong to the island that found the latest best point, instead of all
/// to all
public record Islands(List<Algorithm> members, int migration, boolean bandit) implements SearchAlgorithm {

    public Islands {
        members = List.copyOf(members);
        Settings.atLeast("members", 2, members.size());
        Settings.atLeast("migration", 1, migration);
    }

    /// L-SHADE, CMA-ES and simulated annealing; migrations every 10 generations, all generations of all.
    public static Islands defaults() {
        return new Islands(List.of(LShade.defaults(), CmaEs.defaults(), SimulatedAnnealing.defaults()), 10, false);
    }

    @Override
    public char tag() {
        return 'i';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Ring(space, seed, budget.shared(members.size()));
    }

    private final class Ring implements Search {
        private final SearchSpace space;
        private final long seed;
        private final Budget budget;
        private final int d;
        private final int size = members.size();
        private final List<DenseOptimizer> islands = new ArrayList<>();
        private final long[] starts = new long[size];

        /// Best point of each island since it last sent one, and its error.
        private final double[][] best;

        private final double[] errors = new double[size];

        /// Smallest error of all, and the island that found it.
        private double smallest = Double.POSITIVE_INFINITY;

        private int leading;

        Ring(SearchSpace space, long seed, Budget budget) {
            this.space = space;
            this.seed = seed;
            this.budget = budget;
            this.d = space.dimension();
            this.best = new double[size][d];
            for (int k = 0; k < size; k++) {
                islands.add(members.get(k).begin(space, seed(k), budget));
                errors[k] = Double.POSITIVE_INFINITY;
            }
        }

        private long seed(int k) {
            return new Draws(seed, starts[k], k).bits();
        }

        private boolean takesPart(int k, long generation) {
            return !bandit || k == leading || generation / migration % 2 == 0;
        }

        @Override
        public double[] propose(long generation) {
            int length = 0;
            for (int k = 0; k < size; k++) {
                length += takesPart(k, generation) ? islands.get(k).ask().values().length : 0;
            }
            double[] values = new double[length];
            int at = 0;
            for (int k = 0; k < size; k++) {
                if (takesPart(k, generation)) {
                    double[] each = islands.get(k).ask().values();
                    System.arraycopy(each, 0, values, at, each.length);
                    at += each.length;
                }
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] told) {
            int at = 0;
            int found = leading;
            for (int k = 0; k < size; k++) {
                if (!takesPart(k, generation)) {
                    continue;
                }
                double[] each = new double[islands.get(k).ask().count()];
                System.arraycopy(told, at, each, 0, each.length);
                int leader = Ranking.best(each);
                double error = Ranking.ranked(each[leader]);
                if (error < errors[k]) {
                    errors[k] = error;
                    System.arraycopy(values, (at + leader) * d, best[k], 0, d);
                }
                if (error < smallest) {
                    smallest = error;
                    found = k;
                }
                at += each.length;
                islands.get(k).tell(each);
                if (islands.get(k).converged()) {
                    starts[k]++;
                    islands.set(k, members.get(k).begin(space, seed(k), budget));
                }
            }
            leading = found;
            if (generation % migration == migration - 1) {
                migrate();
            }
        }

        private void migrate() {
            for (int k = 0; k < size; k++) {
                int next = (k + 1) % size;
                if (errors[k] < Double.POSITIVE_INFINITY) {
                    islands.get(next).welcome(best[k].clone(), errors[k]);
                }
            }
            Arrays.fill(errors, Double.POSITIVE_INFINITY);
        }

        @Override
        public double sigma() {
            return islands.get(leading).sigma();
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public void write(StateWriter state) {
            state.put(smallest).put(leading).put(errors);
            for (int k = 0; k < size; k++) {
                state.put(starts[k]).put(best[k]).put(islands.get(k).state());
            }
        }

        @Override
        public void read(ByteBuffer state) {
            smallest = state.getDouble();
            leading = state.getInt();
            State.fill(state, errors);
            for (int k = 0; k < size; k++) {
                starts[k] = state.getLong();
                State.fill(state, best[k]);
                islands.set(k, members.get(k).resume(space, seed(k), budget, State.bytes(state)));
            }
        }
    }
}
