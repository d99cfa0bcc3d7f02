package dev.evoka.evaluator.weights;

import dev.evoka.noise.NoiseTensor;

/// A trainable tensor as the model's file has it.
///
/// @param name its name in the model
/// @param shape its dimensions
/// @param values its weights in row-major order; nobody writes them
public record WeightTensor(String name, long[] shape, float[] values) {

    public WeightTensor {
        long size = 1;
        for (long each : shape) {
            size = Math.multiplyExact(size, each);
        }
        if (size != values.length || size == 0) {
            throw new IllegalArgumentException("tensor %s must have %d weights, and at least one, but has %d"
                    .formatted(name, size, values.length));
        }
    }

    NoiseTensor noise() {
        return NoiseTensor.of(name, shape);
    }

    /// Root of the mean of the squares, summed in order.
    double rootMeanSquare() {
        return Math.sqrt(squares() / values.length);
    }

    double squares() {
        double sum = 0;
        for (float each : values) {
            sum += (double) each * each;
        }
        return sum;
    }
}
