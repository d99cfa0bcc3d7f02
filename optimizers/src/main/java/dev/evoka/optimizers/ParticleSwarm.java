package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Particle swarm by the standards of 2011 and 2007 (Clerc 2012, "Standard particle swarm optimisation";
/// Zambrano-Bigiarini, Clerc, Rojas 2013, "Standard particle swarm optimisation 2011 at CEC-2013"; equations are the
/// latter's). In the first a particle flies to a random point in a sphere around a centre of gravity, which makes it
/// the same in every rotation; in the second it is drawn in each coordinate alone, which is better where the error is a
/// sum over them. Moves of both kinds are mixed. A particle that crosses a bound is put on it and turns back with half
/// its speed.
///
/// A swarm that has collapsed is followed by another.
///
/// @param particles particles, which is the size of a generation; empty = 20, or the run's parallelism if that is more
/// @param inertia share w of its velocity that a particle keeps
/// @param attraction acceleration c towards the best points
/// @param informants how many particles each one informs about its best point
/// @param spherical share of moves in a sphere; 1 = the standard of 2011, 0 = that of 2007
public record ParticleSwarm(OptionalInt particles, double inertia, double attraction, int informants, double spherical)
        implements SearchAlgorithm {

    private static final int USUAL = 20;

    public ParticleSwarm {
        Settings.atLeast("particles", 2, particles);
        Settings.between("inertia", 0, 1, inertia);
        Settings.positive("attraction", attraction);
        Settings.atLeast("informants", 1, informants);
        Settings.between("spherical", 0, 1, spherical);
    }

    /// The paper's w = 1 / (2 ln 2), c = 1/2 + ln 2 and three informants; 20 particles, and a fifth of the moves in a
    /// sphere.
    public static ParticleSwarm defaults() {
        return new ParticleSwarm(OptionalInt.empty(), 1 / (2 * StrictMath.log(2)), 0.5 + StrictMath.log(2), 3, 0.2);
    }

    @Override
    public char tag() {
        return 'P';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Swarm(space, seed, particles.orElse(Math.max(USUAL, budget.parallelism())));
    }

    private final class Swarm implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int size;

        /// Places, velocities and best places, particle after particle.
        private final double[] x;

        private final double[] v;
        private final double[] p;
        private final double[] errors;
        private double best;

        /// First generation of the swarm, and the one whose draws say who informs whom.
        private long begun;

        private long linked;

        /// Velocities of the open generation, before bounds turn them.
        private double[] next = new double[0];

        Swarm(SearchSpace space, long seed, int size) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.size = size;
            this.x = new double[size * d];
            this.v = new double[size * d];
            this.p = new double[size * d];
            this.errors = new double[size];
            begin(0);
        }

        private void begin(long generation) {
            begun = generation;
            linked = generation;
            best = Double.POSITIVE_INFINITY;
            Arrays.fill(errors, Double.POSITIVE_INFINITY);
        }

        @Override
        public double[] propose(long generation) {
            next = new double[size * d];
            if (generation == begun) {
                return first(generation);
            }
            double[] values = new double[size * d];
            int[] leaders = leaders();
            double[] around = new double[d];
            for (int k = 0; k < size; k++) {
                Draws draws = new Draws(seed, generation, k);
                int at = k * d;
                int leader = leaders[k] * d;
                if (draws.uniform() >= spherical) {
                    fly(draws, at, leader);
                    continue;
                }
                double radius = centre(at, leader, around);
                double length = 0;
                for (int i = 0; i < d; i++) {
                    next[at + i] = draws.normal();
                    length += next[at + i] * next[at + i];
                }
                double scale = radius * draws.uniform() / Math.sqrt(length);
                for (int i = 0; i < d; i++) {
                    double to = around[i] + scale * next[at + i];
                    next[at + i] = inertia * v[at + i] + to - x[at + i]; // eq. 9
                }
            }
            for (int k = 0; k < size; k++) {
                for (int i = 0; i < d; i++) {
                    int at = k * d + i;
                    values[at] = space.clamp(i, x[at] + next[at]);
                }
            }
            return values;
        }

        /// A move of the standard of 2007: each coordinate is attracted by a random amount of its own.
        private void fly(Draws draws, int at, int leader) {
            for (int i = 0; i < d; i++) {
                double pull = attraction * draws.uniform() * (p[at + i] - x[at + i]);
                if (leader != at) {
                    pull += attraction * draws.uniform() * (p[leader + i] - x[at + i]);
                }
                next[at + i] = inertia * v[at + i] + pull;
            }
        }

        private double[] first(long generation) {
            double[] values = Start.points(space, seed, generation, size);
            double[] other = new double[d];
            for (int k = 0; k < size; k++) {
                Start.point(space, new Draws(seed, generation, -1L - k), other, 0);
                for (int i = 0; i < d; i++) {
                    next[k * d + i] = (other[i] - values[k * d + i]) / 2;
                }
            }
            return values;
        }

        /// Puts the centre of gravity of x, of a point beyond the own best and of one beyond the leader's into
        /// `around` (eqs. 7 and 8).
        ///
        /// @return distance from x
        private double centre(int at, int leader, double[] around) {
            double squares = 0;
            for (int i = 0; i < d; i++) {
                double own = attraction * (p[at + i] - x[at + i]);
                double off = leader == at ? own / 2 : (own + attraction * (p[leader + i] - x[at + i])) / 3;
                around[i] = x[at + i] + off;
                squares += off * off;
            }
            return Math.sqrt(squares);
        }

        /// The best of those who inform each particle; it informs itself.
        private int[] leaders() {
            int[] leaders = new int[size];
            Arrays.setAll(leaders, k -> k);
            for (int k = 0; k < size; k++) {
                Draws draws = new Draws(seed, linked, -1L - k);
                for (int each = 0; each < informants; each++) {
                    int informed = draws.below(size);
                    if (errors[k] < errors[leaders[informed]]) {
                        leaders[informed] = k;
                    }
                }
            }
            return leaders;
        }

        @Override
        public void learn(long generation, double[] values, double[] told) {
            double before = best;
            for (int k = 0; k < size; k++) {
                for (int at = k * d; at < (k + 1) * d; at++) {
                    boolean crossed = generation > begun && x[at] + next[at] != values[at];
                    v[at] = crossed ? -0.5 * next[at] : next[at];
                    x[at] = values[at];
                }
                double error = Ranking.ranked(told[k]);
                if (error < errors[k] || generation == begun) {
                    errors[k] = error;
                    System.arraycopy(values, k * d, p, k * d, d);
                    best = Math.min(best, error);
                }
            }
            linked = best < before ? linked : generation + 1;
            if (Population.collapsed(p, d)) {
                begin(generation + 1);
            }
        }

        @Override
        public void welcome(double[] point, double error) {
            int worst = Ranking.order(errors)[size - 1];
            if (error < errors[worst]) {
                System.arraycopy(point, 0, p, worst * d, d);
                errors[worst] = error;
                best = Math.min(best, error);
            }
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
        public void write(StateWriter state) {
            state.put(begun).put(linked).put(best);
            state.put(x).put(v).put(p).put(errors);
        }

        @Override
        public void read(ByteBuffer state) {
            begun = state.getLong();
            linked = state.getLong();
            best = state.getDouble();
            State.fill(state, x);
            State.fill(state, v);
            State.fill(state, p);
            State.fill(state, errors);
        }
    }
}
