package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// One descent after another, each with twice the population (Auger and Hansen 2005, "A restart CMA evolution strategy
/// with increasing population size"): tells when one is over.
final class Descents {

    /// Step, as a share of the first, that no longer matters.
    private static final double SMALLEST = 1e-11;

    private static final double FLAT = 1e-12;
    private static final int LARGEST = 128;

    private final boolean restarts;
    private final int first;
    private int population;
    private int flat;
    private boolean over;

    /// @param restarts whether there is more than one
    /// @param first population of the first
    Descents(boolean restarts, int first) {
        this.restarts = restarts;
        this.first = first;
        this.population = first;
    }

    int population() {
        return population;
    }

    /// True when the last descent is over.
    boolean over() {
        return over;
    }

    /// Looks at a generation.
    ///
    /// @param step longest step, as a share of the first
    /// @return true if a new descent is to begin
    boolean next(double[] errors, double step) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double error : errors) {
            least = Math.min(least, Ranking.ranked(error));
            most = Math.max(most, Ranking.ranked(error));
        }
        boolean different = most - least > FLAT * Math.abs(least); // false where no error is finite
        flat = different ? 0 : flat + 1;
        if (step > SMALLEST && step < 1 / SMALLEST && flat < 30) {
            return false;
        }
        over = !restarts;
        flat = 0;
        population = restarts ? Math.min(2 * population, LARGEST * first) : population;
        return restarts;
    }

    void write(StateWriter state) {
        state.put(population).put(flat).put(over ? 1 : 0);
    }

    void read(ByteBuffer state) {
        population = state.getInt();
        flat = state.getInt();
        over = state.getInt() != 0;
    }
}
