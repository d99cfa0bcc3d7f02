package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Differential evolution, L-SHADE (Tanabe and Fukunaga 2014): current-to-pbest/1/bin with an archive, success-history
/// based factors and linear reduction of the population.
///
/// @param population first population; empty = 18 × dimension, at most 400
/// @param evaluations budget over which the population shrinks to 4; 0 = it does not shrink
/// @param memory entries H of the success history
/// @param share share p of the best that candidates are drawn to
/// @param archive size of the archive, in populations
public record DifferentialEvolution(OptionalInt population, long evaluations, int memory, double share, double archive)
        implements Algorithm {

    private static final char TAG = 'D';
    private static final int SMALLEST = 4;

    public DifferentialEvolution {
        if (population.isPresent() && population.getAsInt() < SMALLEST) {
            throw new IllegalArgumentException("population must be ≥ 4 but was " + population.getAsInt());
        }
        if (evaluations < 0) {
            throw new IllegalArgumentException("evaluations must be ≥ 0 but was " + evaluations);
        }
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be ≥ 1 but was " + memory);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be > 0 and ≤ 1 but was " + share);
        }
        if (!(archive >= 0)) {
            throw new IllegalArgumentException("archive must be ≥ 0 but was " + archive);
        }
    }

    /// The paper's: 18 d, H = 6, p = 0.11, archive 2.6; no reduction, since the budget is not known here.
    public static DifferentialEvolution defaults() {
        return new DifferentialEvolution(OptionalInt.empty(), 0, 6, 0.11, 2.6);
    }

    @Override
    public DenseOptimizer start(SearchSpace space, long seed) {
        return new Shade(space, seed);
    }

    @Override
    public DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        Shade shade = new Shade(space, seed);
        shade.read(State.open(TAG, state));
        return shade;
    }

    private final class Shade implements DenseOptimizer {
        private final SearchSpace space;
        private final long seed;
        private final int dimension;
        private final int first;
        private long generation;
        private long told;
        private int size;
        private double[] members;
        private double[] memberErrors;
        private double[] stored = new double[0];
        private final double[] memoryF = new double[memory];
        private final double[] memoryCr = new double[memory];
        private int memoryAt;

        Shade(SearchSpace space, long seed) {
            this.space = space;
            this.seed = seed;
            this.dimension = space.dimension();
            this.first = population.orElse(Math.clamp(18L * dimension, SMALLEST, 400));
            this.size = first;
            this.members = new double[size * dimension];
            this.memberErrors = new double[size];
            Arrays.fill(memoryF, 0.5);
            Arrays.fill(memoryCr, 0.5);
        }

        /// Factor and crossover rate of one candidate, and its draws from there on: eqs. 3 and 4.
        private double[] factors(Draws draws) {
            int slot = draws.below(memory);
            double cr = Double.isNaN(memoryCr[slot]) ? 0 : Math.clamp(memoryCr[slot] + 0.1 * draws.normal(), 0.0, 1.0);
            double f = 0;
            for (int tries = 0; f <= 0 && tries < 100; tries++) {
                f = Math.min(1, memoryF[slot] + 0.1 * draws.cauchy());
            }
            return new double[] {f <= 0 ? memoryF[slot] : f, cr};
        }

        @Override
        public Candidates ask() {
            double[] values = new double[size * dimension];
            if (generation == 0) {
                for (int c = 0; c < size; c++) {
                    Start.point(space, new Draws(seed, 0, c), values, c * dimension);
                }
                return new Candidates(size, dimension, values);
            }
            int[] order = Ranking.order(memberErrors);
            int best = Math.max(2, (int) Math.round(share * size));
            int pool = size + stored.length / dimension;
            for (int c = 0; c < size; c++) {
                Draws draws = new Draws(seed, generation, c);
                double[] factors = factors(draws);
                int lead = order[draws.below(Math.min(best, size))];
                int r1 = other(draws, size, c, c);
                int r2 = other(draws, pool, c, r1);
                cross(draws, factors, c, lead, r1, r2, values);
            }
            return new Candidates(size, dimension, values);
        }

        private static int other(Draws draws, int bound, int not, int nor) {
            int pick = draws.below(bound);
            while (pick == not || pick == nor) {
                pick = draws.below(bound);
            }
            return pick;
        }

        /// Mutation current-to-pbest/1 (eq. 6), repair half-way to the bound, binomial crossover (eq. 7).
        private void cross(Draws draws, double[] factors, int c, int lead, int r1, int r2, double[] values) {
            int forced = draws.below(dimension);
            double[] from = r2 < size ? members : stored;
            int r2At = (r2 < size ? r2 : r2 - size) * dimension;
            for (int i = 0; i < dimension; i++) {
                double x = members[c * dimension + i];
                boolean crossed = draws.uniform() < factors[1] || i == forced;
                if (crossed) {
                    double v = x
                            + factors[0] * (members[lead * dimension + i] - x)
                            + factors[0] * (members[r1 * dimension + i] - from[r2At + i]);
                    if (v < space.lower()[i]) {
                        v = (space.lower()[i] + x) / 2;
                    } else if (v > space.upper()[i]) {
                        v = (space.upper()[i] + x) / 2;
                    }
                    x = v;
                }
                values[c * dimension + i] = x;
            }
        }

        @Override
        public void tell(double[] errors) {
            Ranking.checkLength(errors, size);
            double[] values = ask().values();
            if (generation == 0) {
                members = values;
                for (int c = 0; c < size; c++) {
                    memberErrors[c] = Ranking.ranked(errors[c]);
                }
            } else {
                select(values, errors);
            }
            told += size;
            generation++;
            shrink();
        }

        private void select(double[] values, double[] errors) {
            double[] next = members.clone();
            double weights = 0;
            double crSum = 0;
            double fSum = 0;
            double fSquares = 0;
            double crSquares = 0;
            for (int c = 0; c < size; c++) {
                double error = Ranking.ranked(errors[c]);
                if (error < memberErrors[c]) {
                    keep(c);
                    double[] factors = factors(new Draws(seed, generation, c));
                    double gain = memberErrors[c] - error;
                    double weight = Double.isFinite(gain) ? Math.min(gain, 1e100) : 1; // sums must not overflow
                    weights += weight;
                    fSum += weight * factors[0];
                    fSquares += weight * factors[0] * factors[0];
                    crSum += weight * factors[1];
                    crSquares += weight * factors[1] * factors[1];
                }
                if (error <= memberErrors[c]) {
                    System.arraycopy(values, c * dimension, next, c * dimension, dimension);
                    memberErrors[c] = error;
                }
            }
            members = next;
            if (weights > 0 && fSum > 0) {
                // Weighted Lehmer means, eqs. 8 to 10; a crossover rate of 0 stays 0 (terminal value).
                memoryF[memoryAt] = fSquares / fSum;
                memoryCr[memoryAt] = Double.isNaN(memoryCr[memoryAt]) || crSum == 0 ? Double.NaN : crSquares / crSum;
                memoryAt = (memoryAt + 1) % memory;
            }
        }

        /// Puts a member that is to be replaced into the archive; a full archive loses one at random.
        private void keep(int member) {
            int most = (int) (archive * size);
            if (most == 0) {
                return;
            }
            int count = stored.length / dimension;
            int at = count;
            if (count >= most) {
                at = new Draws(seed, generation, -1L - member).below(count);
            } else {
                stored = Arrays.copyOf(stored, stored.length + dimension);
            }
            System.arraycopy(members, member * dimension, stored, at * dimension, dimension);
        }

        /// Linear reduction of the population, eq. 11: the worst leave.
        private void shrink() {
            if (evaluations == 0) {
                return;
            }
            double progress = Math.min(1.0, (double) told / evaluations);
            int target = Math.max(SMALLEST, (int) Math.round(first + (SMALLEST - first) * progress));
            if (target >= size) {
                return;
            }
            int[] order = Ranking.order(memberErrors);
            int[] staying = Arrays.copyOf(order, target);
            Arrays.sort(staying);
            double[] next = new double[target * dimension];
            double[] nextErrors = new double[target];
            for (int c = 0; c < target; c++) {
                System.arraycopy(members, staying[c] * dimension, next, c * dimension, dimension);
                nextErrors[c] = memberErrors[staying[c]];
            }
            members = next;
            memberErrors = nextErrors;
            size = target;
            stored = Arrays.copyOf(stored, Math.min(stored.length, ((int) (archive * size)) * dimension));
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public double sigma() {
            return Double.NaN;
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public byte[] state() {
            ByteBuffer buffer = State.begin(
                    TAG, 8 + 8 + 4 + 4 + 4 + 8 * (members.length + memberErrors.length + stored.length + 2 * memory));
            buffer.putLong(generation)
                    .putLong(told)
                    .putInt(size)
                    .putInt(memoryAt)
                    .putInt(stored.length);
            State.put(buffer, members);
            State.put(buffer, memberErrors);
            State.put(buffer, stored);
            State.put(buffer, memoryF);
            State.put(buffer, memoryCr);
            return buffer.array();
        }

        void read(ByteBuffer buffer) {
            generation = buffer.getLong();
            told = buffer.getLong();
            size = buffer.getInt();
            memoryAt = buffer.getInt();
            int storedLength = buffer.getInt();
            members = State.get(buffer, size * dimension);
            memberErrors = State.get(buffer, size);
            stored = State.get(buffer, storedLength);
            System.arraycopy(State.get(buffer, memory), 0, memoryF, 0, memory);
            System.arraycopy(State.get(buffer, memory), 0, memoryCr, 0, memory);
        }
    }
}
