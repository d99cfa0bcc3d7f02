package dev.evoka.optimizers;

import dev.evoka.noise.InverseNormal;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Keeps the distribution of a whole number or category from shrinking onto one value: a neighbouring value keeps a
/// small probability (Hamano, Saito, Nomura, Shirakawa 2022, "CMA-ES with margin", section 4). Steps in such a
/// coordinate get longer by a factor, and its mean is moved.
final class Margin {

    private final SearchSpace space;

    /// Quantiles of the smallest probability, at an end of the values and between them.
    private final double atEnd;

    private final double between;

    private final double[] factors;

    Margin(SearchSpace space, int lambda) {
        this.space = space;
        double least = 1 / (space.dimension() * (double) lambda);
        this.atEnd = InverseNormal.at(1 - Math.min(0.25, least));
        this.between = InverseNormal.at(1 - Math.min(0.25, least / 2));
        this.factors = new double[space.dimension()];
        Arrays.fill(factors, 1);
    }

    /// By what steps in a coordinate are longer than the distribution says.
    double factor(int i) {
        return factors[i];
    }

    /// Corrects the mean and the factor of one coordinate.
    ///
    /// @param deviation standard deviation in it, without the factor
    void correct(int i, double[] mean, double deviation) {
        if (!space.kinds().get(i).discrete() || !(deviation > 0)) {
            return;
        }
        double value = Math.clamp(Math.floor(mean[i] + 0.5), space.lower()[i] + 0.5, space.upper()[i] - 0.5);
        double low = value - 0.5;
        double high = value + 0.5;
        double spread = deviation * factors[i];
        if (low <= space.lower()[i]) {
            mean[i] = Math.max(mean[i], high - atEnd * spread);
        } else if (high >= space.upper()[i]) {
            mean[i] = Math.min(mean[i], low + atEnd * spread);
        } else {
            double down = Math.min(between, (mean[i] - low) / spread);
            double up = Math.min(between, (high - mean[i]) / spread);
            double corrected = 1 / (down + up);
            mean[i] = low + down * corrected;
            factors[i] = corrected / deviation;
        }
    }

    void write(StateWriter state) {
        state.put(factors);
    }

    void read(ByteBuffer buffer) {
        State.fill(buffer, factors);
    }
}
