package dev.evoka.measures;

import java.util.Arrays;

/// An exact sum of float64 numbers: the order of the additions changes nothing. Kept as a non-overlapping expansion
/// (Shewchuk 1997, "Adaptive precision floating-point arithmetic"; the algorithm of Python's math.fsum). NaN and
/// infinities stick.
public final class ExactSum {

    private double[] partials = new double[4];
    private int count;
    private double special;

    /// Adds a number exactly.
    public void add(double number) {
        if (!Double.isFinite(number)) {
            special += number;
            return;
        }
        double x = number;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double y = partials[i];
            if (Math.abs(x) < Math.abs(y)) {
                double swap = x;
                x = y;
                y = swap;
            }
            double high = x + y;
            double low = y - (high - x);
            if (low != 0) {
                partials[kept++] = low;
            }
            x = high;
        }
        if (!Double.isFinite(x)) {
            special += x;
            count = 0;
            return;
        }
        if (kept == partials.length) {
            partials = Arrays.copyOf(partials, 2 * kept);
        }
        partials[kept++] = x;
        count = kept;
    }

    /// The sum, correctly rounded (to nearest, ties to even).
    public double value() {
        if (special != 0) {
            return special;
        }
        int n = count;
        if (n == 0) {
            return 0;
        }
        double high = partials[--n];
        double low = 0;
        while (n > 0) {
            double x = high;
            double y = partials[--n];
            high = x + y;
            low = y - (high - x);
            if (low != 0) {
                break;
            }
        }
        // Half-way cases are decided by the sign of what is left.
        if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
            double y = low * 2;
            double x = high + y;
            if (y == x - high) {
                high = x;
            }
        }
        return high;
    }

    /// Numbers whose exact sum is this sum, the largest first; at least one. Adding them to another sum adds this one.
    public double[] components() {
        if (special != 0 || count == 0) {
            return new double[] {special};
        }
        double[] components = new double[count];
        for (int i = 0; i < count; i++) {
            components[i] = partials[count - 1 - i];
        }
        return components;
    }

    /// Back to zero.
    public void clear() {
        count = 0;
        special = 0;
    }
}
