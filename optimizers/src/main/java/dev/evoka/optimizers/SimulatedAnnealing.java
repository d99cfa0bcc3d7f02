package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983, "Optimization by Simulated Annealing") of a [Chain] whose
/// steps learn the shape of the landscape (the idea is Vanderbilt's and Louie's, 1984). A generation is a number of
/// proposals from the current point.
///
/// An annealing ends when the chain stands still; the next begins elsewhere and takes twice as long. The first is a
/// quench, without temperature: many problems need no more. The temperature has the unit of the error by itself: it is
/// a share of the rises that the first steps met.
///
/// @param proposals steps from the current point in a generation; empty = the run's parallelism
/// @param temperature first temperature of an annealing, as a share of the mean rise by its first steps; > 0
/// @param cooling how the temperature falls
/// @param length evaluations of the second annealing, over the dimension; each later one has twice as many
/// @param jumps share of proposals that change one parameter alone; 1/(2√d) at most
/// @param quench whether the first annealing is a quench
/// @param annealings how many; empty = until the run ends
public record SimulatedAnnealing(
        OptionalInt proposals,
        double temperature,
        Cooling cooling,
        double length,
        double jumps,
        boolean quench,
        OptionalInt annealings)
        implements SearchAlgorithm {

    /// How the temperature falls from first to last, which is a billionth of it.
    public enum Cooling {
        /// By the same factor in each generation.
        GEOMETRIC,

        /// More slowly where errors fluctuate more than on a parabola of the same temperature (Huang, Romeo,
        /// Sangiovanni-Vincentelli 1986: T ← T exp(-λ T / σ), with σ the deviation of the error).
        ADAPTIVE
    }

    private static final double LAST = StrictMath.log(1e-9);

    public SimulatedAnnealing {
        Settings.atLeast("proposals", 1, proposals);
        Settings.positive("temperature", temperature);
        Settings.positive("length", length);
        Settings.between("jumps", 0, 1, jumps);
        Settings.atLeast("annealings", 1, annealings);
    }

    /// A quench, then annealings without end, from temperature 0.2, the first over 50 d evaluations.
    public static SimulatedAnnealing defaults() {
        return new SimulatedAnnealing(OptionalInt.empty(), 0.2, Cooling.GEOMETRIC, 50, 0.2, true, OptionalInt.empty());
    }

    @Override
    public char tag() {
        return 'A';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Annealing(space, seed, proposals.orElse(budget.parallelism()));
    }

    private final class Annealing implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int count;
        private final Chain chain;
        private int finished;

        /// Logarithm of the temperature over the first.
        private double cooled;

        private double mean;
        private double variance;

        Annealing(SearchSpace space, long seed, int count) {
            this.space = space;
            this.seed = seed;
            this.count = count;
            this.chain = new Chain(space, count, jumps, true);
            chain.begin(Start.first(space, new Draws(seed, -1, 0)));
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[count * space.dimension()];
            chain.propose(seed, generation, 0, values);
            return values;
        }

        private double temperature() {
            return quench && finished == 0 ? 0 : temperature * chain.rise() * StrictMath.exp(cooled);
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double now = temperature();
            chain.learn(now, new Draws(seed, generation, -1).uniform(), 0, values, errors);
            cool(now);
            if (chain.stands(now == 0 || cooled < LAST)) {
                finished++;
                cooled = 0;
                mean = 0;
                variance = 0;
                double[] point = new double[space.dimension()];
                Start.point(space, new Draws(seed, generation, -2), point, 0);
                chain.begin(point);
            }
        }

        private void cool(double now) {
            int d = space.dimension();
            double evaluations = length * d * StrictMath.pow(2, finished - (quench ? 1 : 0));
            double rate = LAST * count / evaluations;
            if (cooling == Cooling.ADAPTIVE && Double.isFinite(chain.error())) {
                double share = Math.max(-rate, Math.min(1, count / (10.0 * d)));
                double off = chain.error() - mean;
                mean = mean == 0 ? chain.error() : mean + share * off;
                variance = (1 - share) * (variance + share * off * off);
                double parabola = now * now * d / 2; // variance of the error at this temperature
                rate *= 2 * Math.sqrt(parabola / (parabola + variance));
            }
            cooled += rate;
        }

        @Override
        public void welcome(double[] point, double error) {
            chain.welcome(point, error);
        }

        @Override
        public double sigma() {
            return chain.sigma();
        }

        @Override
        public boolean converged() {
            return annealings.isPresent() && finished >= annealings.getAsInt();
        }

        @Override
        public void write(StateWriter state) {
            state.put(finished).put(cooled).put(mean).put(variance);
            chain.write(state);
        }

        @Override
        public void read(ByteBuffer state) {
            finished = state.getInt();
            cooled = state.getDouble();
            mean = state.getDouble();
            variance = state.getDouble();
            chain.read(state);
        }
    }
}
