package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What the errors say about the end of a descent (Hansen, arXiv:1604.00772, appendix B.3, with tolerances relative
/// to the errors, so that their unit does not matter).
final class CmaStop {

    /// Differences below this share of the errors are rounding.
    private static final double ROUNDING = 1e-13;

    /// Generations in a row whose better half may have the same error. A descent on a plateau learns nothing: on the
    /// step ellipsoid of BBOB it is better to start anew than to wait, or to make larger steps.
    private static final int FLAT = 5;

    private static final int MOST = 2_000;

    /// Share of a descent's first errors that is left when it has found its basin.
    private static final double SETTLED = 1e-6;

    /// Smallest errors of the last generations, a ring.
    private final double[] recent;

    private final Stagnation stagnation;
    private long generations;
    private double first = Double.POSITIVE_INFINITY;
    private double median = Double.POSITIVE_INFINITY;
    private int flat;

    CmaStop(int d, int lambda) {
        this.recent = new double[(int) Math.min(MOST, 10 + Math.ceil(30.0 * d / lambda))];
        this.stagnation = new Stagnation((long) (120 + 30.0 * d / lambda));
    }

    /// @param finite candidates that have an error
    void add(double[] errors, int[] order, int finite) {
        double best = errors[order[0]];
        double median = errors[order[finite / 2]];
        first = generations == 0 ? median : first;
        this.median = median;
        recent[(int) (generations % recent.length)] = best;
        generations++;
        flat = best == median ? flat + 1 : 0;
        stagnation.add(best, median);
    }

    /// True once the errors of a generation are so close to an error that the distribution lies in its basin.
    boolean settledAt(double error) {
        return median - error < SETTLED * (first - error);
    }

    /// True if the descent may fall so many times as far as it did lately and will still not reach an error.
    boolean settlesAbove(double error, int times) {
        if (generations < recent.length) {
            return false;
        }
        double low = Arrays.stream(recent).min().orElseThrow();
        double high = Arrays.stream(recent).max().orElseThrow();
        return low - times * (high - low) > error;
    }

    /// Why the descent is over; empty while it goes on.
    String reason() {
        if (flat > FLAT) {
            return "half of the errors are the same";
        }
        if (generations < recent.length) {
            return "";
        }
        double low = Arrays.stream(recent).min().orElseThrow();
        double high = Arrays.stream(recent).max().orElseThrow();
        if (high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high))) {
            return "errors differ by rounding alone";
        }
        return stagnation.stagnant() ? "errors stagnate" : "";
    }

    void write(StateWriter state) {
        state.put(generations).put(first).put(median).put(flat);
        state.put(recent);
        stagnation.write(state);
    }

    void read(ByteBuffer buffer) {
        generations = buffer.getLong();
        first = buffer.getDouble();
        median = buffer.getDouble();
        flat = buffer.getInt();
        State.fill(buffer, recent);
        stagnation.read(buffer);
    }
}
