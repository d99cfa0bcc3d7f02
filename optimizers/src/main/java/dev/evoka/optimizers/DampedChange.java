package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Takes back part of what CMA-ES learned from a generation, as [LearningRates] say (Nomura, Akimoto, Ono 2023,
/// algorithm 1): for errors with noise, or with many optima and a small population.
final class DampedChange {

    private final FullShape shape;
    private final LearningRates rates;

    /// Where the generation began.
    private double[] mean = new double[0];

    private double step;
    private FullShape before;

    DampedChange(FullShape shape, int d) {
        this.shape = shape;
        this.rates = new LearningRates(d);
        this.before = shape;
    }

    void begin(double[] from, double stepFrom) {
        mean = from.clone();
        step = stepFrom;
        before = shape.copy();
    }

    /// Changes mean and covariance by a part of what they have changed.
    ///
    /// @return the step size
    double end(double[] moved, double stepTo, Selection selection) {
        double rateBefore = rates.ofMean();
        double rate = rates.mean(selection.zMean());
        for (int i = 0; i < moved.length; i++) {
            moved[i] = mean[i] + rate * (moved[i] - mean[i]);
        }
        double ratio = stepTo / step * (stepTo / step);
        double share = rates.covariance(shape.whitened(before, ratio));
        double growth = shape.blend(before, ratio, share);
        return step * growth * rateBefore / rate; // a slower mean can bear longer steps (eq. 13)
    }

    void write(StateWriter state) {
        rates.write(state);
    }

    void read(ByteBuffer buffer) {
        rates.read(buffer);
    }
}
