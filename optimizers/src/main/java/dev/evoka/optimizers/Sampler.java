package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.function.LongFunction;

/// A search that learns nothing.
///
/// @param points the candidates of a generation
record Sampler(LongFunction<double[]> points) implements Search {

    @Override
    public double[] propose(long generation) {
        return points.apply(generation);
    }

    @Override
    public void learn(long generation, double[] candidates, double[] errors) {}

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return false;
    }

    @Override
    public void write(StateWriter state) {}

    @Override
    public void read(ByteBuffer state) {}
}
