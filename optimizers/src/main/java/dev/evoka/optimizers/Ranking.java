package dev.evoka.optimizers;

/// Orders candidates by their errors, the best first. NaN and ±∞ rank last, as equals; equals keep the order of their
/// indices.
public final class Ranking {

    private Ranking() {}

    /// An error as it ranks: +∞ unless it is finite.
    public static double ranked(double error) {
        return Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
    }

    /// Indices of the candidates, the best first.
    public static int[] order(double[] errors) {
        long[] keys = new long[errors.length];
        for (int i = 0; i < errors.length; i++) {
            long bits = Double.doubleToRawLongBits(ranked(errors[i]) + 0.0); // -0.0 becomes 0.0: equals are equal
            keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
        int[] order = new int[errors.length];
        int[] room = new int[errors.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        sort(keys, order, room, 0, order.length);
        return order;
    }

    /// Merge sort, insertion sort for short parts: stable, so equals keep their order.
    private static void sort(long[] keys, int[] order, int[] room, int from, int to) {
        if (to - from <= 16) {
            for (int i = from + 1; i < to; i++) {
                int moving = order[i];
                int at = i;
                while (at > from && keys[order[at - 1]] > keys[moving]) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = moving;
            }
            return;
        }
        int middle = (from + to) >>> 1;
        sort(keys, order, room, from, middle);
        sort(keys, order, room, middle, to);
        System.arraycopy(order, from, room, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            order[at] = right < to && keys[order[right]] < keys[room[left]] ? order[right++] : room[left++];
        }
    }

    /// Index of the best; 0 when none is finite.
    static int best(double[] errors) {
        int best = 0;
        for (int i = 1; i < errors.length; i++) {
            if (ranked(errors[i]) < ranked(errors[best])) {
                best = i;
            }
        }
        return best;
    }

    /// Number of candidates that have an error.
    static int finite(double[] errors) {
        int finite = 0;
        for (double error : errors) {
            finite += Double.isFinite(error) ? 1 : 0;
        }
        return finite;
    }

    public static void checkLength(double[] errors, int population) {
        if (errors.length != population) {
            throw new IllegalArgumentException("errors must have %d numbers, one for each candidate, but had %d"
                    .formatted(population, errors.length));
        }
    }
}
