package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A Metropolis chain with a number of proposals at once: Metropolis decides on the best of them. A proposal is a
/// Gaussian step, or now and then a [Jump]. The step size keeps the share of proposals that Metropolis would accept
/// near 2/9 (Rechenberg's 1/5 at temperature 0; 0.234 is best for a random walk, Roberts, Gelman and Gilks 1997), in
/// the form of Igel, Suttorp and Hansen 2006; their [StepShape] is learned from the steps that were accepted. Steps
/// beyond a bound are drawn again, ten times at most, and then end on it.
final class Chain {

    private static final int TRIES = 10;
    private static final int ANCESTORS = 5;

    /// Longest step, in units of the first: where all is flat, steps would grow without end.
    private static final double LARGEST = 10;

    private final SearchSpace space;
    private final int d;
    private final int count;
    private final double goal;
    private final double damping;
    private final double jumpShare;
    private final double[] scale;
    private final StepShape shape;

    /// Standard normal numbers behind the open steps; none for a jump.
    private final double[][] drawn;

    /// Coordinates in which the first try of an open step was beyond a bound.
    private final boolean[][] beyond;

    /// Whether the last try was within all bounds.
    private final boolean[] within;

    private long steps;
    private double error;
    private double sigma;
    private double acceptance;
    private double rise;
    private int improvements;
    private long mark;
    private double markError;
    private final double[] current;
    private final double[] ancestors = new double[ANCESTORS];

    /// @param count proposals at once
    /// @param jumps share of jumps; no more than 1/(2√d)
    /// @param shaped whether the shape of steps is learned
    Chain(SearchSpace space, int count, double jumps, boolean shaped) {
        this.space = space;
        this.count = count;
        this.d = space.dimension();
        this.goal = 1 / (4 + Math.sqrt(count) / 2);
        this.damping = (1 + Math.sqrt(d) / 2) / Math.min(count, 8);
        this.jumpShare = Math.min(jumps, 0.5 / Math.sqrt(d));
        this.scale = Start.spreads(space);
        this.shape = new StepShape(scale, shaped);
        this.drawn = new double[count][0];
        this.beyond = new boolean[count][d];
        this.within = new boolean[count];
        this.current = new double[d];
    }

    /// Begins at a point, with everything to be learned.
    void begin(double[] point) {
        System.arraycopy(point, 0, current, 0, d);
        shape.begin();
        steps = 0;
        error = Double.POSITIVE_INFINITY;
        sigma = 1;
        acceptance = goal;
        rise = 0;
        improvements = 0;
        mark = 0;
        markError = Double.POSITIVE_INFINITY;
        Arrays.fill(ancestors, Double.POSITIVE_INFINITY);
    }

    /// Puts proposals into `values` from candidate `first` on; the very first is the start itself.
    void propose(long seed, long generation, int first, double[] values) {
        for (int c = 0; c < count; c++) {
            int at = (first + c) * d;
            System.arraycopy(current, 0, values, at, d);
            Draws draws = new Draws(seed, generation, first + c);
            if (steps == 0 && c == 0) {
                drawn[c] = new double[0];
            } else if (draws.uniform() < jumpShare) {
                drawn[c] = new double[0];
                Jump.one(space, scale, draws, values, at);
            } else {
                drawn[c] = step(c, draws, values, at);
            }
        }
    }

    private double[] step(int c, Draws draws, double[] values, int at) {
        double[] z = new double[d];
        within[c] = false;
        for (int tries = 0; tries < TRIES && !within[c]; tries++) {
            for (int i = 0; i < d; i++) {
                z[i] = draws.normal();
            }
            within[c] = true;
            for (int i = 0; i < d; i++) {
                double value = current[i] + sigma * shape.step(z, i);
                double inside = space.clamp(i, value);
                within[c] &= inside == value;
                beyond[c][i] = tries == 0 ? inside != value : beyond[c][i];
                values[at + i] = inside;
            }
        }
        return z;
    }

    /// Learns from the errors of the proposals.
    ///
    /// @param temperature T of Metropolis' exp(-Δ / T); 0 accepts no rise
    /// @param chance uniform in [0, 1), to decide with
    void learn(double temperature, double chance, int first, double[] values, double[] errors) {
        int best = first;
        for (int c = first + 1; c < first + count; c++) {
            best = Ranking.ranked(errors[c]) < Ranking.ranked(errors[best]) ? c : best;
        }
        if (steps > 0) {
            adapt(temperature, first, errors);
        }
        double proposed = Ranking.ranked(errors[best]);
        if (chance < acceptance(proposed - error, temperature)) {
            if (drawn[best - first].length > 0 && within[best - first]) {
                shape.accepted(drawn[best - first], acceptance > 0.44);
            }
            if (proposed < error) {
                ancestors[improvements++ % ANCESTORS] = error;
            }
            error = proposed;
            System.arraycopy(values, best * d, current, 0, d);
        }
        for (int c = 0; c < count; c++) {
            if (drawn[c].length > 0) {
                shape.squeeze(beyond[c]);
            }
        }
        steps++;
    }

    /// Metropolis' probability.
    static double acceptance(double rise, double temperature) {
        if (rise <= 0) {
            return 1;
        }
        return temperature > 0 && rise < Double.POSITIVE_INFINITY ? StrictMath.exp(-rise / temperature) : 0;
    }

    private void adapt(double temperature, int first, double[] errors) {
        double accepted = 0;
        int gaussian = 0;
        for (int c = 0; c < count; c++) {
            double change = Ranking.ranked(errors[first + c]) - error;
            if (change > 0 && change < Double.POSITIVE_INFINITY && steps < 2L * d) {
                rise += (change - rise) / steps;
            }
            if (drawn[c].length > 0) {
                gaussian++;
                accepted += acceptance(change, temperature);
                if (temperature == 0 && count == 1 && errors[first] > ancestors[improvements % ANCESTORS]) {
                    shape.astray(drawn[c]);
                }
            }
        }
        if (gaussian > 0) {
            double rate = goal * gaussian / (2 + goal * gaussian);
            acceptance += rate * (accepted / gaussian - acceptance);
            sigma *= StrictMath.exp((acceptance - goal) / (1 - goal) / damping);
            if (sigma > LARGEST) {
                sigma = Math.min(LARGEST, sigma * shape.normalise());
            }
        }
    }

    /// Mean rise of the error by the first steps: what a temperature is compared with.
    double rise() {
        return rise;
    }

    /// True when steps are too small to matter, or nothing got better for long at a temperature that no longer counts.
    boolean stands(boolean cold) {
        if (!cold) {
            mark = steps;
            markError = error;
        } else if (steps - mark >= 50L * d + 50) {
            if (!(markError - error > 1e-12 * Math.abs(error))) {
                return true;
            }
            mark = steps;
            markError = error;
        }
        return sigma * shape.longest() < 1e-15;
    }

    /// Error of the current point.
    double error() {
        return error;
    }

    /// The current point.
    double[] point() {
        return current.clone();
    }

    /// Goes to a point if it is better.
    void welcome(double[] point, double better) {
        if (better < error) {
            System.arraycopy(point, 0, current, 0, d);
            error = better;
        }
    }

    /// Exchanges points with another chain; what each learned of its steps stays.
    void exchange(Chain other) {
        double ours = error;
        error = other.error;
        other.error = ours;
        double[] point = current.clone();
        System.arraycopy(other.current, 0, current, 0, d);
        System.arraycopy(point, 0, other.current, 0, d);
    }

    double sigma() {
        return sigma * scale[0];
    }

    void write(StateWriter state) {
        state.put(steps).put(error).put(sigma).put(acceptance).put(rise).put(improvements);
        state.put(mark).put(markError).put(current).put(ancestors);
        shape.write(state);
    }

    void read(ByteBuffer state) {
        steps = state.getLong();
        error = state.getDouble();
        sigma = state.getDouble();
        acceptance = state.getDouble();
        rise = state.getDouble();
        improvements = state.getInt();
        mark = state.getLong();
        markError = state.getDouble();
        State.fill(state, current);
        State.fill(state, ancestors);
        shape.read(state);
    }
}
