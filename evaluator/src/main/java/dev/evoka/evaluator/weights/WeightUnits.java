package dev.evoka.evaluator.weights;

import dev.evoka.seeded.Scale;
import java.util.List;

/// The unit of amounts for each tensor: the root mean square of its weights at the start. A tensor with less than a
/// hundredth of what all weights have together, for example a bias of zeros, takes the latter, so that it can move.
///
/// @param all root mean square of all weights together
/// @param rootMeanSquares one for each tensor
/// @param balance `(m / size)^¼` for each tensor, where `m` is such that noise of one size for all weights has the same
/// length with these factors as without
record WeightUnits(double all, double[] rootMeanSquares, double[] balance) {

    private static final double NEGLIGIBLE = 0.01;

    static WeightUnits of(List<WeightTensor> tensors) {
        double squares = 0;
        double roots = 0;
        long count = 0;
        for (WeightTensor each : tensors) {
            squares += each.squares();
            count += each.values().length;
            roots += Math.sqrt(each.values().length);
        }
        double all = squares > 0 ? Math.sqrt(squares / count) : 1;
        double[] units = new double[tensors.size()];
        double[] balance = new double[units.length];
        for (int t = 0; t < units.length; t++) {
            double own = tensors.get(t).rootMeanSquare();
            units[t] = own < NEGLIGIBLE * all ? all : own;
            balance[t] = Math.sqrt(count / roots / Math.sqrt(tensors.get(t).values().length));
        }
        return new WeightUnits(all, units, balance);
    }

    /// An amount as it is added to the weights of a tensor.
    float amount(Scale scale, int tensor, double amount) {
        double unit = switch (scale) {
            case RMS -> rootMeanSquares[tensor];
            case BALANCED -> rootMeanSquares[tensor] * balance[tensor];
            case UNIFORM -> all * balance[tensor];
            case NONE -> 1;
        };
        return (float) (amount * unit);
    }
}
