package dev.evoka.evaluator.weights;

import dev.evoka.seeded.Scale;
import java.util.List;

/// The unit of amounts for each tensor: the root mean square of its weights at the start. A tensor with less than a
/// hundredth of what all weights have together, for example a bias of zeros, takes the latter, so that it can move.
///
/// @param rootMeanSquares one for each tensor
record WeightUnits(double[] rootMeanSquares) {

    private static final double NEGLIGIBLE = 0.01;

    static WeightUnits of(List<WeightTensor> tensors) {
        double squares = 0;
        long count = 0;
        for (WeightTensor each : tensors) {
            squares += each.squares();
            count += each.values().length;
        }
        double all = squares > 0 ? Math.sqrt(squares / count) : 1;
        double[] units = new double[tensors.size()];
        for (int t = 0; t < units.length; t++) {
            double own = tensors.get(t).rootMeanSquare();
            units[t] = own < NEGLIGIBLE * all ? all : own;
        }
        return new WeightUnits(units);
    }

    /// An amount as it is added to the weights of a tensor.
    float amount(Scale scale, int tensor, double amount) {
        return switch (scale) {
            case RMS -> (float) (amount * rootMeanSquares[tensor]);
            case NONE -> (float) amount;
        };
    }
}
