package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Whether errors still get better: in the last fifth of all generations the median of the latest third is compared
/// with that of the first third, for the best and for the median error (Hansen, arXiv:1604.00772, appendix B.3). A
/// fixed number of generations is remembered, more sparsely as they become more.
final class Stagnation {

    private static final int SLOTS = 200;
    private static final int FEWEST = 12;

    private final long shortest;
    private final double[] best = new double[SLOTS];
    private final double[] median = new double[SLOTS];
    private long generations;
    private long stride = 1;
    private int used;

    /// @param shortest fewest generations to compare
    Stagnation(long shortest) {
        this.shortest = shortest;
    }

    void add(double bestError, double medianError) {
        if (generations % stride == 0) {
            if (used == SLOTS) {
                thin();
            }
            if (generations % stride == 0) {
                best[used] = bestError;
                median[used] = medianError;
                used++;
            }
        }
        generations++;
    }

    private void thin() {
        stride *= 2;
        used = SLOTS / 2;
        for (int i = 0; i < used; i++) {
            best[i] = best[2 * i];
            median[i] = median[2 * i];
        }
    }

    boolean stagnant() {
        long window = Math.max(generations / 5, shortest);
        int slots = (int) Math.max(FEWEST, window / stride);
        return slots <= used && notBetter(best, slots) && notBetter(median, slots);
    }

    private boolean notBetter(double[] errors, int slots) {
        int part = Math.max(4, 3 * slots / 10);
        return middle(errors, used - part, used) >= middle(errors, used - slots, used - slots + part);
    }

    private static double middle(double[] errors, int from, int to) {
        double[] part = Arrays.copyOfRange(errors, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }

    void write(StateWriter state) {
        state.put(generations).put(stride).put(used);
        state.put(Arrays.copyOf(best, used));
        state.put(Arrays.copyOf(median, used));
    }

    void read(ByteBuffer buffer) {
        generations = buffer.getLong();
        stride = buffer.getLong();
        used = buffer.getInt();
        System.arraycopy(State.get(buffer, used), 0, best, 0, used);
        System.arraycopy(State.get(buffer, used), 0, median, 0, used);
    }
}
