package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What is known of an error along one coordinate, and where to look next: by a parabola through the best points, and
/// by STEP, which halves the interval that needs the flattest parabola to hold something better (Swarzberg, Seront and
/// Bersini 1994, "S.T.E.P.: the easiest way to optimize a function"; with parabolas as in Baudiš and Pošík 2015,
/// "Global line search algorithm hybridized with quadratic interpolation").
final class Axis {

    /// An improvement that counts, as a share of the range of errors: small and large ones take turns.
    private static final double SMALL = 1e-12;

    private static final double LARGE = 1e-5;

    private final double low;
    private final double high;
    private double[] at = new double[8];
    private double[] errors = new double[8];
    private int count;

    /// @param low where the search ends; -∞ = it goes on as long as it gets better
    Axis(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /// Enters a point, or does nothing if it is known.
    void add(double point, double error) {
        int found = Arrays.binarySearch(at, 0, count, point);
        if (found >= 0) {
            return;
        }
        int index = -found - 1;
        if (count == at.length) {
            at = Arrays.copyOf(at, 2 * count);
            errors = Arrays.copyOf(errors, 2 * count);
        }
        System.arraycopy(at, index, at, index + 1, count - index);
        System.arraycopy(errors, index, errors, index + 1, count - index);
        at[index] = point;
        errors[index] = Double.isFinite(error) ? error : Double.MAX_VALUE;
        count++;
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = errors[i] < errors[best] ? i : best;
        }
        return best;
    }

    /// The best point.
    double bestAt() {
        return at[best()];
    }

    /// Its error.
    double bestError() {
        return errors[best()];
    }

    /// The error of a point that was entered.
    double errorAt(double point) {
        return errors[Arrays.binarySearch(at, 0, count, point)];
    }

    /// The next point to look at.
    ///
    /// @param turn counts the calls: every third looks near the best, the others where it is easiest to be better
    double next(long turn) {
        int best = best();
        if (best == 0 && at[0] > low) {
            return Math.max(low, at[0] - 2 * (at[count - 1] - at[0]));
        }
        if (best == count - 1 && at[count - 1] < high) {
            return Math.min(high, at[count - 1] + 2 * (at[count - 1] - at[0]));
        }
        double vertex = turn % 3 == 0 && best > 0 && best < count - 1 ? vertex(best) : Double.NaN;
        return Double.isNaN(vertex) ? easiest(best, turn % 3 == 1 ? LARGE : SMALL) : vertex;
    }

    /// Vertex of the parabola through the best point and its neighbours; NaN if it is no new point.
    private double vertex(int best) {
        double left = at[best] - at[best - 1];
        double right = at[best + 1] - at[best];
        double up = (errors[best - 1] - errors[best]) / left;
        double down = (errors[best + 1] - errors[best]) / right;
        double move = 0.5 * (up * right - down * left) / (up + down);
        double least = 1e-3 * Math.min(left, right);
        if (!(Math.abs(move) > least)) {
            // The vertex is known well enough: bring the farther neighbour nearer.
            move = left > right ? -Math.min(left / 2, 4 * right) : Math.min(right / 2, 4 * left);
        }
        double point = at[best] + move;
        double tiny = 4 * Math.ulp(Math.max(Math.abs(at[best]), 1e-8 * (at[count - 1] - at[0])));
        boolean fresh = point > at[best - 1] && point < at[best + 1] && point != at[best];
        return fresh && Math.min(left, right) > tiny ? point : Double.NaN;
    }

    private double easiest(int best, double enough) {
        double highest = errors[best];
        for (int i = 0; i < count; i++) {
            highest = errors[i] < Double.MAX_VALUE ? Math.max(highest, errors[i]) : highest;
        }
        double aim = errors[best] - enough * (highest - errors[best]) - Double.MIN_NORMAL;
        double easiest = -1;
        int which = 0;
        for (int i = 0; i + 1 < count; i++) {
            double ease = (at[i + 1] - at[i]) / (Math.sqrt(errors[i] - aim) + Math.sqrt(errors[i + 1] - aim));
            if (ease > easiest) {
                easiest = ease;
                which = i;
            }
        }
        return at[which] + 0.5 * (at[which + 1] - at[which]);
    }

    void write(StateWriter state) {
        state.put(count).put(Arrays.copyOf(at, count)).put(Arrays.copyOf(errors, count));
    }

    void read(ByteBuffer state) {
        count = state.getInt();
        double[] points = State.get(state, count);
        double[] values = State.get(state, count);
        at = Arrays.copyOf(points, Math.max(8, count));
        errors = Arrays.copyOf(values, Math.max(8, count));
    }
}
