package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// The descent of [RandomLines].
final class RandomLineSearch implements Search {

    /// How fast the typical length and the curvature follow.
    private static final double LENGTH_MEMORY = 0.02;

    private static final double CURVATURE_MEMORY = 0.2;

    /// Longest step along a direction, in typical ones.
    private static final double LONGEST = 10;

    /// Length, in units of the first, at which steps no longer matter.
    private static final double TINY = 1e-14;

    /// Steps in a row without a gain after which there is nothing to gain.
    private static final int MOST_FAILURES = 20;

    private final SearchSpace space;
    private final long seed;
    private final int d;
    private final int directions;
    private final double[] unit;

    /// Where it stands, and the error that is expected there.
    private final double[] x;

    private double expected = Double.NEGATIVE_INFINITY;

    /// The best point that was evaluated, and its error.
    private final double[] safe;

    private double safeError = Double.POSITIVE_INFINITY;

    /// Typical length of a step, in units of the spread, and curvature along a direction; 0 = not known.
    private double length = 1;

    private double curvature;

    /// By how much steps that are gone together are shorter than each alone would be: they are not quite orthogonal.
    private double overlap = 1;

    private int failures;

    /// @param population candidates in a generation: where it stands, one direction from both sides, others from one
    RandomLineSearch(SearchSpace space, long seed, int population) {
        this.space = space;
        this.seed = seed;
        this.d = space.dimension();
        this.directions = Math.max(1, population - 2);
        this.unit = Start.spreads(space);
        this.x = Start.middle(space);
        this.safe = x.clone();
    }

    /// A direction of the open generation; its length is about one spread.
    private double[] direction(long generation, int k) {
        Draws draws = new Draws(seed, generation, k);
        double[] u = new double[d];
        double norm = 1 / Math.sqrt(d);
        for (int i = 0; i < d; i++) {
            u[i] = norm * unit[i] * draws.normal();
        }
        return u;
    }

    @Override
    public double[] propose(long generation) {
        double[] values = new double[(2 + directions) * d];
        System.arraycopy(x, 0, values, 0, d);
        for (int k = 0; k < directions; k++) {
            double[] u = direction(generation, k);
            for (int i = 0; i < d; i++) {
                if (k == 0) {
                    values[d + i] = space.clamp(i, x[i] - length * u[i]);
                }
                values[(2 + k) * d + i] = space.clamp(i, x[i] + length * u[i]);
            }
        }
        return values;
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        double here = Ranking.ranked(errors[0]);
        if (!stands(here)) {
            return;
        }
        double bend = (errors[1] + errors[2] - 2 * here) / (length * length);
        if (bend > 0 && Double.isFinite(bend)) {
            curvature = curvature > 0 ? mixed(curvature, bend, CURVATURE_MEMORY) : bend;
        }
        double next = length;
        for (int k = 0; k < directions; k++) {
            double by = along(errors[2 + k] - here);
            double[] u = direction(generation, k);
            for (int i = 0; i < d; i++) {
                x[i] += by * u[i];
            }
            next = mixed(next, Math.max(Math.abs(by), 0.1 * length), LENGTH_MEMORY);
        }
        length = next;
        for (int i = 0; i < d; i++) {
            x[i] = space.clamp(i, x[i]);
        }
    }

    /// Compares the error with what was expected: goes back if it is higher than it was.
    private boolean stands(double here) {
        double promised = safeError - expected;
        if (promised > 0 && Double.isFinite(promised)) {
            // Steps of -s / c gain s² / c - c' s² / (2 c²) each, and s² / (2 c) was promised.
            double kept = (safeError - here) / promised;
            overlap = Math.max(1, overlap * Math.sqrt(Math.clamp(2 - kept, 0.3, 3.0)));
        }
        boolean back = here > safeError || here == Double.POSITIVE_INFINITY;
        failures = here < safeError ? 0 : failures + 1;
        if (back) {
            length *= 0.7;
            System.arraycopy(safe, 0, x, 0, d);
            expected = safeError;
            return false;
        }
        safeError = here;
        System.arraycopy(x, 0, safe, 0, d);
        expected = here;
        return true;
    }

    /// How far to go along a direction, by a parabola.
    ///
    /// @param rise of the error at the typical length
    private double along(double rise) {
        if (!(curvature > 0)) {
            // Bent downwards: go on, or turn.
            return Double.isFinite(rise) ? -2 * Math.signum(rise) * length : 0;
        }
        if (!Double.isFinite(rise)) {
            return -0.5 * length;
        }
        // f(h) - f(0) = s h + c h² / 2 along the direction.
        double slope = rise / length - 0.5 * curvature * length;
        double c = curvature * overlap;
        double by = Math.clamp(-slope / c, -LONGEST * length, LONGEST * length);
        expected += slope * by + 0.5 * c * by * by;
        return by;
    }

    private static double mixed(double a, double b, double share) {
        return StrictMath.exp((1 - share) * StrictMath.log(a) + share * StrictMath.log(b));
    }

    @Override
    public double sigma() {
        return length * unit[0];
    }

    @Override
    public boolean converged() {
        return length < TINY || failures >= MOST_FAILURES;
    }

    @Override
    public void write(StateWriter state) {
        state.put(x).put(expected).put(safe).put(safeError);
        state.put(length).put(curvature).put(overlap).put(failures);
    }

    @Override
    public void read(ByteBuffer state) {
        State.fill(state, x);
        expected = state.getDouble();
        State.fill(state, safe);
        safeError = state.getDouble();
        length = state.getDouble();
        curvature = state.getDouble();
        overlap = state.getDouble();
        failures = state.getInt();
    }
}
