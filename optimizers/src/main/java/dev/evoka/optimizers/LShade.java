package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Differential evolution with success-history based factors and a population that shrinks, L-SHADE (Tanabe and
/// Fukunaga 2014, "Improving the search performance of SHADE using linear population size reduction"; equations are
/// that paper's). A coordinate beyond a bound is put half-way between the parent and the bound.
///
/// @param population first population; empty = 36 √d (the paper's is 18 d), but fewer if the budget would not
/// last for 50 generations of them
/// @param evaluations evaluations over which the population shrinks to 4, or to the run's parallelism; empty = the
/// run's budget; if that is not known either, the population does not shrink
/// @param memory entries H of the success history
/// @param share share p of the best that candidates are drawn to
/// @param archive most members of the archive, in populations
public record LShade(OptionalInt population, OptionalLong evaluations, int memory, double share, double archive)
        implements SearchAlgorithm {

    private static final int SMALLEST = 4;

    public LShade {
        Settings.atLeast("population", SMALLEST, population);
        Settings.atLeast("evaluations", 1, evaluations);
        Settings.atLeast("memory", 1, memory);
        Settings.between("share", Double.MIN_NORMAL, 1, share);
        Settings.between("archive", 0, 1000, archive);
    }

    /// The paper's H = 6 and p = 0.11. A population of 36 √d and an archive of 1.2 populations reach more than the
    /// paper's 18 d and 2.6, in 5 and still more in 20 dimensions.
    public static LShade defaults() {
        return new LShade(OptionalInt.empty(), OptionalLong.empty(), 6, 0.11, 1.2);
    }

    @Override
    public char tag() {
        return 'H';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        OptionalLong known = evaluations.isPresent() ? evaluations : budget.evaluations();
        long most = known.orElse(Long.MAX_VALUE) / 50;
        int first = population.orElse(Math.clamp(
                Math.min(Math.round(36 * Math.sqrt(space.dimension())), most), 10, 10_000));
        first = Math.max(first, Math.max(SMALLEST, population.isPresent() ? 0 : budget.parallelism()));
        return new Shade(space, seed, first, Math.min(first, Math.max(SMALLEST, budget.parallelism())), known);
    }

    private final class Shade implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int first;
        private final int last;
        private final OptionalLong horizon;
        private final SuccessHistory history = new SuccessHistory(memory);
        private long told;
        private int size;
        private double[] members;
        private double[] memberErrors;
        private double[] stored = new double[0];
        private int storedCount;
        private double[] factors = new double[0];
        private double[] rates = new double[0];

        Shade(SearchSpace space, long seed, int first, int last, OptionalLong horizon) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.first = first;
            this.last = last;
            this.horizon = horizon;
            this.size = first;
            this.members = new double[size * d];
            this.memberErrors = new double[size];
            this.stored = new double[d * (int) (archive * size)];
        }

        @Override
        public double[] propose(long generation) {
            if (generation == 0) {
                return Start.points(space, seed, 0, size);
            }
            double[] values = new double[size * d];
            factors = new double[size];
            rates = new double[size];
            int[] order = Ranking.order(memberErrors);
            int best = Math.clamp(Math.round(share * size), 2, size);
            int pool = size + storedCount;
            for (int c = 0; c < size; c++) {
                Draws draws = new Draws(seed, generation, c);
                history.draw(draws, factors, rates, c);
                int lead = order[draws.below(best)];
                int r1 = other(draws, size, c, c);
                int r2 = other(draws, pool, c, r1);
                cross(draws, c, lead, r1, r2, values);
            }
            return values;
        }

        private static int other(Draws draws, int bound, int not, int nor) {
            int pick = draws.below(bound);
            while (pick == not || pick == nor) {
                pick = draws.below(bound);
            }
            return pick;
        }

        /// Mutation current-to-pbest/1 (eq. 10) and binomial crossover (eq. 11).
        private void cross(Draws draws, int c, int lead, int r1, int r2, double[] values) {
            int forced = draws.below(d);
            double[] from = r2 < size ? members : stored;
            int r2At = (r2 < size ? r2 : r2 - size) * d;
            for (int i = 0; i < d; i++) {
                double x = members[c * d + i];
                if (draws.uniform() < rates[c] || i == forced) {
                    double v = x
                            + factors[c] * (members[lead * d + i] - x)
                            + factors[c] * (members[r1 * d + i] - from[r2At + i]);
                    x = Population.halfWay(space, i, x, v);
                }
                values[c * d + i] = x;
            }
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            if (generation == 0) {
                members = values.clone();
                Arrays.setAll(memberErrors, c -> Ranking.ranked(errors[c]));
            } else {
                select(generation, values, errors);
            }
            told += size;
            if (horizon.isPresent()) {
                double progress = Math.min(1.0, (double) told / horizon.getAsLong());
                shrink((int) Math.round(first + (last - first) * progress)); // eq. 13
            }
        }

        private void select(long generation, double[] values, double[] errors) {
            double[] next = members.clone();
            for (int c = 0; c < size; c++) {
                double error = Ranking.ranked(errors[c]);
                if (error < memberErrors[c]) {
                    keep(c, generation);
                    history.add(factors[c], rates[c], memberErrors[c] - error);
                }
                if (error <= memberErrors[c]) {
                    System.arraycopy(values, c * d, next, c * d, d);
                    memberErrors[c] = error;
                }
            }
            members = next;
            history.learn();
        }

        /// Puts a member that is to be replaced into the archive; a full archive loses one at random.
        private void keep(int member, long generation) {
            int most = (int) (archive * size);
            if (most > 0) {
                int at = storedCount < most
                        ? storedCount++
                        : new Draws(seed, generation, -1L - member).below(storedCount);
                System.arraycopy(members, member * d, stored, at * d, d);
            }
        }

        /// The worst leave.
        private void shrink(int target) {
            if (target >= size) {
                return;
            }
            int[] staying = Arrays.copyOf(Ranking.order(memberErrors), target);
            Arrays.sort(staying);
            double[] next = new double[target * d];
            double[] nextErrors = new double[target];
            for (int c = 0; c < target; c++) {
                System.arraycopy(members, staying[c] * d, next, c * d, d);
                nextErrors[c] = memberErrors[staying[c]];
            }
            members = next;
            memberErrors = nextErrors;
            size = target;
            storedCount = Math.min(storedCount, (int) (archive * size));
        }

        @Override
        public void welcome(double[] point, double error) {
            int worst = Ranking.order(memberErrors)[size - 1];
            if (error < memberErrors[worst]) {
                System.arraycopy(point, 0, members, worst * d, d);
                memberErrors[worst] = error;
            }
        }

        @Override
        public double sigma() {
            return Double.NaN;
        }

        @Override
        public boolean converged() {
            return Population.collapsed(members, d) && told > 0;
        }

        @Override
        public void write(StateWriter state) {
            state.put(told).put(size).put(storedCount).put(members).put(memberErrors);
            state.put(Arrays.copyOf(stored, storedCount * d));
            history.write(state);
        }

        @Override
        public void read(ByteBuffer state) {
            told = state.getLong();
            size = state.getInt();
            storedCount = state.getInt();
            members = State.get(state, size * d);
            memberErrors = State.get(state, size);
            System.arraycopy(State.get(state, storedCount * d), 0, stored, 0, storedCount * d);
            history.read(state);
        }
    }
}
