package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Parallel tempering, also called replica exchange (Swendsen and Wang 1986, "Replica Monte Carlo simulation of spin
/// glasses"; Earl and Deem 2005, "Parallel tempering: theory, applications, and new perspectives"): chains at fixed
/// temperatures side by side. The hot ones wander, the coldest accepts no rise, and neighbours exchange their points by
/// Metropolis' rule, so that a good region found hot is refined cold. Temperatures move until the goal share of
/// exchanges is accepted (Vousden, Farr, Mandel 2016, "Dynamic temperature selection for parallel tempering in Markov
/// chain Monte Carlo simulations").
///
/// A generation has a proposal of each chain, or several where more can be evaluated at once.
///
/// @param temperatures number of chains; 8 to 32 are usual
/// @param hottest highest temperature, as a share of the mean rise by the first steps; > 0
/// @param exchanges goal share of exchanges that are accepted
/// @param interval generations between exchanges
public record ParallelTempering(int temperatures, double hottest, double exchanges, int interval)
        implements SearchAlgorithm {

    private static final double JUMPS = 0.2;

    public ParallelTempering {
        Settings.atLeast("temperatures", 2, temperatures);
        Settings.positive("hottest", hottest);
        Settings.between("exchanges", 0.01, 0.99, exchanges);
        Settings.atLeast("interval", 1, interval);
    }

    /// 8 chains, the hottest at 0.3 of the first rises, exchanges tried every fifth generation and accepted at 0.23.
    public static ParallelTempering defaults() {
        return new ParallelTempering(8, 0.3, 0.23, 5);
    }

    @Override
    public char tag() {
        return 'p';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Replicas(space, seed, Math.max(1, budget.parallelism() / temperatures));
    }

    private final class Replicas implements Search {
        private final long seed;
        private final int d;
        private final int count;

        /// The hottest first.
        private final Chain[] chains = new Chain[temperatures];

        /// Logarithms of the ratios of neighbouring temperatures; the coldest chain is at 0 and has none.
        private final double[] gaps = new double[temperatures - 1];

        private long tried;

        Replicas(SearchSpace space, long seed, int count) {
            this.seed = seed;
            this.d = space.dimension();
            this.count = count;
            for (int k = 0; k < temperatures; k++) {
                chains[k] = new Chain(space, count, JUMPS, true);
                double[] point = k == temperatures - 1 ? Start.first(space, new Draws(seed, -1, 0)) : new double[d];
                if (k < temperatures - 1) {
                    Start.point(space, new Draws(seed, -1, 1 + k), point, 0);
                }
                chains[k].begin(point);
            }
            Arrays.fill(gaps, 1);
        }

        private double temperature(int k) {
            if (k == temperatures - 1) {
                return 0;
            }
            double temperature = hottest * chains[0].rise();
            for (int gap = 0; gap < k; gap++) {
                temperature *= StrictMath.exp(-gaps[gap]);
            }
            return temperature;
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[temperatures * count * d];
            for (int k = 0; k < temperatures; k++) {
                chains[k].propose(seed, generation, k * count, values);
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            for (int k = 0; k < temperatures; k++) {
                double chance = new Draws(seed, generation, -1L - k).uniform();
                chains[k].learn(temperature(k), chance, k * count, values, errors);
            }
            if (generation % interval == interval - 1) {
                exchange(new Draws(seed, generation, -1L - temperatures));
            }
            Chain coldest = chains[temperatures - 1];
            if (coldest.stands(true)) {
                coldest.begin(chains[temperatures - 2].point());
            }
        }

        /// Even and odd pairs take turns.
        private void exchange(Draws draws) {
            double rate = 1 / (1 + tried / 10.0);
            for (int k = (int) (tried % 2); k + 1 < temperatures; k += 2) {
                double hot = temperature(k);
                double cold = temperature(k + 1);
                double fall = chains[k].error() - chains[k + 1].error();
                double chance = fall <= 0 ? 1 : cold > 0 ? StrictMath.exp(-fall * (1 / cold - 1 / hot)) : 0;
                if (draws.uniform() < chance) {
                    chains[k].exchange(chains[k + 1]);
                }
                if (k + 2 < temperatures) {
                    gaps[k] = Math.clamp(gaps[k] + Math.max(rate, 0.01) * (chance - exchanges), 0.01, 5.0);
                }
            }
            tried++;
        }

        @Override
        public void welcome(double[] point, double error) {
            chains[temperatures - 1].welcome(point, error);
        }

        @Override
        public double sigma() {
            return chains[temperatures - 1].sigma();
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public void write(StateWriter state) {
            state.put(tried).put(gaps);
            for (Chain chain : chains) {
                chain.write(state);
            }
        }

        @Override
        public void read(ByteBuffer state) {
            tried = state.getLong();
            State.fill(state, gaps);
            for (Chain chain : chains) {
                chain.read(state);
            }
        }
    }
}
