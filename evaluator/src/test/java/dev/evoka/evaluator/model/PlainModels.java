package dev.evoka.evaluator.model;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.measures.Measures;
import java.util.Arrays;

/// Models and measures once more, as a textbook has them: one candidate, one row after the other, `StrictMath`.
final class PlainModels {

    private PlainModels() {}

    static double error(Model model, Measures measure, DataSet data, double[] parameters) {
        double[][] outputs = new double[data.size()][];
        Arrays.setAll(outputs, r -> outputs(model, data.rows()[r], parameters));
        return switch (measure) {
            case DIRECT -> throw new IllegalArgumentException("a model has no direct error");
            case MSE -> squares(outputs, data.targets()) / data.size();
            case RMSE -> Math.sqrt(squares(outputs, data.targets()) / data.size());
            case MAE -> {
                double sum = 0;
                for (int r = 0; r < data.size(); r++) {
                    sum += Math.abs(outputs[r][0] - data.targets()[r]);
                }
                yield sum / data.size();
            }
            case R2 -> {
                double mean = Arrays.stream(data.targets()).average().orElseThrow();
                double total = Arrays.stream(data.targets())
                        .map(t -> (t - mean) * (t - mean))
                        .sum();
                yield squares(outputs, data.targets()) / total;
            }
            case CROSS_ENTROPY -> {
                double sum = 0;
                for (int r = 0; r < data.size(); r++) {
                    sum -= StrictMath.log(probabilities(outputs[r])[(int) data.targets()[r]]);
                }
                yield sum / data.size();
            }
            case ACCURACY -> {
                int wrong = 0;
                for (int r = 0; r < data.size(); r++) {
                    wrong += decision(outputs[r]) == (int) data.targets()[r] ? 0 : 1;
                }
                yield (double) wrong / data.size();
            }
            case MACRO_F1 -> 1 - macroF1(outputs, data);
        };
    }

    private static double macroF1(double[][] outputs, DataSet data) {
        double total = 0;
        for (int c = 0; c < data.labels().size(); c++) {
            double both = 0;
            double decided = 0;
            double actual = 0;
            for (int r = 0; r < data.size(); r++) {
                boolean is = (int) data.targets()[r] == c;
                boolean said = decision(outputs[r]) == c;
                both += is && said ? 1 : 0;
                decided += said ? 1 : 0;
                actual += is ? 1 : 0;
            }
            double precision = decided == 0 ? 0 : both / decided;
            double recall = actual == 0 ? 0 : both / actual;
            total += precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
        return total / data.labels().size();
    }

    private static double squares(double[][] outputs, double[] targets) {
        double sum = 0;
        for (int r = 0; r < targets.length; r++) {
            sum += (outputs[r][0] - targets[r]) * (outputs[r][0] - targets[r]);
        }
        return sum;
    }

    private static int decision(double[] outputs) {
        double[] probabilities = probabilities(outputs);
        int decision = 0;
        for (int c = 1; c < probabilities.length; c++) {
            decision = probabilities[c] > probabilities[decision] ? c : decision;
        }
        return decision;
    }

    private static double[] probabilities(double[] outputs) {
        if (outputs.length == 1) {
            double second = 1 / (1 + StrictMath.exp(-outputs[0]));
            return new double[] {1 / (1 + StrictMath.exp(outputs[0])), second};
        }
        double total = Arrays.stream(outputs).map(StrictMath::exp).sum();
        return Arrays.stream(outputs).map(o -> StrictMath.exp(o) / total).toArray();
    }

    private static double[] outputs(Model model, double[] row, double[] parameters) {
        return switch (model) {
            case LinearModel linear -> {
                int[] at = {0};
                yield layer(linear.outputs().size(), row, parameters, at, linear.intercept());
            }
            case MultiLayerPerceptron mlp -> {
                int[] at = {0};
                double[] values = row;
                for (int units : mlp.hidden()) {
                    values = layer(units, values, parameters, at, true);
                    values = Arrays.stream(values)
                            .map(x -> switch (mlp.activation()) {
                                case TANH -> StrictMath.tanh(x);
                                case RELU -> Math.max(x, 0);
                                case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
                            })
                            .toArray();
                }
                yield layer(mlp.outputs().size(), values, parameters, at, true);
            }
        };
    }

    private static double[] layer(int units, double[] inputs, double[] parameters, int[] at, boolean bias) {
        double[] sums = new double[units];
        for (int u = 0; u < units; u++) {
            sums[u] = bias ? parameters[at[0]++] : 0;
            for (double input : inputs) {
                sums[u] += input * parameters[at[0]++];
            }
        }
        return sums;
    }
}
