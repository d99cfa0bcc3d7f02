package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Which scaling factors F and crossover rates CR were successes lately: the memory of SHADE (Tanabe and Fukunaga 2014,
/// "Improving the search performance of SHADE using linear population size reduction"; equations are that paper's).
final class SuccessHistory {

    private static final double DEVIATION = 0.1;

    private final double[] f;
    private final double[] cr;
    private int next;

    private double weights;
    private double fSum;
    private double fSquares;
    private double crSum;
    private double crSquares;

    /// @param entries entries H
    SuccessHistory(int entries) {
        this.f = new double[entries];
        this.cr = new double[entries];
        Arrays.fill(f, 0.5);
        Arrays.fill(cr, 0.5);
    }

    /// A scaling factor and a crossover rate, by an entry drawn at random (eqs. 3 and 4); NaN in it means 0.
    void draw(Draws draws, double[] factors, double[] rates, int at) {
        int entry = draws.below(f.length);
        rates[at] = Double.isNaN(cr[entry]) ? 0 : Math.clamp(cr[entry] + DEVIATION * draws.normal(), 0.0, 1.0);
        double factor = 0;
        while (!(factor > 0)) {
            factor = f[entry] + DEVIATION * draws.cauchy();
        }
        factors[at] = Math.min(1, factor);
    }

    /// Notes a success by how much the error fell.
    void add(double factor, double rate, double gain) {
        double weight = Double.isFinite(gain) ? Math.min(gain, 1e100) : 1; // sums must not overflow
        weights += weight;
        fSum += weight * factor;
        fSquares += weight * factor * factor;
        crSum += weight * rate;
        crSquares += weight * rate * rate;
    }

    /// Ends a generation: its successes become an entry, by weighted Lehmer means (eqs. 5 to 9). A crossover rate of 0
    /// stays 0.
    void learn() {
        if (weights > 0) {
            f[next] = fSquares / fSum;
            cr[next] = Double.isNaN(cr[next]) || !(crSum > 0) ? Double.NaN : crSquares / crSum;
            next = (next + 1) % f.length;
        }
        weights = 0;
        fSum = 0;
        fSquares = 0;
        crSum = 0;
        crSquares = 0;
    }

    void write(StateWriter state) {
        state.put(next).put(f).put(cr);
    }

    void read(ByteBuffer state) {
        next = state.getInt();
        State.fill(state, f);
        State.fill(state, cr);
    }
}
