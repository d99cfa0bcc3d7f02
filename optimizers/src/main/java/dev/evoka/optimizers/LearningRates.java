package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Learning rates of mean and covariance that follow how much of their changes is signal (Nomura, Akimoto, Ono 2023,
/// "CMA-ES with learning rate adaptation", algorithm 1; hyperparameters of section 4.3): small ones where errors are
/// noisy or have many optima, 1 where each generation tells the truth.
final class LearningRates {

    private static final double ALPHA = 1.4;
    private static final double GAMMA = 0.1;

    private final Signal mean;
    private final Signal covariance;

    LearningRates(int d) {
        this.mean = new Signal(d, 0.1);
        this.covariance = new Signal(d * d, 0.03);
    }

    /// What is known of the changes of one part of the distribution.
    private static final class Signal {
        private final double beta;
        private final double[] sum;
        private double squares;
        private double rate = 1;

        Signal(int length, double beta) {
            this.beta = beta;
            this.sum = new double[length];
        }

        /// Eqs. 8 to 12.
        ///
        /// @param change in coordinates in which the distribution is standard normal
        double learn(double[] change) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = (1 - beta) * sum[i] + beta * change[i];
            }
            squares = (1 - beta) * squares + beta * Numbers.squared(change);
            double signal = Numbers.squared(sum);
            double ratio = (signal - beta / (2 - beta) * squares) / (squares - signal);
            double trend = Math.clamp(ratio / (ALPHA * rate) - 1, -1.0, 1.0);
            if (Double.isFinite(ratio)) {
                rate = Math.min(1, rate * StrictMath.exp(Math.min(GAMMA * rate, beta) * trend));
            }
            return rate;
        }

        void write(StateWriter state) {
            state.put(squares).put(rate);
            state.put(sum);
        }

        void read(ByteBuffer buffer) {
            squares = buffer.getDouble();
            rate = buffer.getDouble();
            State.fill(buffer, sum);
        }
    }

    /// Learning rate of the mean.
    double ofMean() {
        return mean.rate;
    }

    /// Looks at the mean's change, in units of the steps' standard normal vectors.
    double mean(double[] change) {
        return mean.learn(change);
    }

    /// Looks at the covariance's change, whitened.
    double covariance(double[] change) {
        double[] scaled = change.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= Math.sqrt(0.5);
        }
        return covariance.learn(scaled);
    }

    void write(StateWriter state) {
        mean.write(state);
        covariance.write(state);
    }

    void read(ByteBuffer buffer) {
        mean.read(buffer);
        covariance.read(buffer);
    }
}
