package dev.evoka.evaluator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A multi-layer perceptron: hidden layers of units with an activation, then outputs without one. Parameters of a unit:
/// its bias, then one weight for each input; units stand one after the other, layers too. A sum begins with the bias
/// and adds the inputs in their order.
///
/// @param features names of the features
/// @param hidden units of each hidden layer
/// @param activation activation of the hidden units
/// @param outputs names of the outputs; a single one needs none
public record MultiLayerPerceptron(
        List<String> features, List<Integer> hidden, Activation activation, List<String> outputs) implements Model {

    public MultiLayerPerceptron {
        features = List.copyOf(features);
        hidden = List.copyOf(hidden);
        outputs = List.copyOf(outputs);
    }

    @Override
    public List<String> parameters() {
        List<String> names = new ArrayList<>();
        List<String> inputs = features;
        for (int layer = 0; layer < hidden.size(); layer++) {
            List<String> units = new ArrayList<>();
            for (int unit = 1; unit <= hidden.get(layer); unit++) {
                units.add("hidden%d.%d".formatted(layer + 1, unit));
            }
            addNames(names, units, inputs);
            inputs = units;
        }
        List<String> units = outputs.size() == 1
                ? List.of("output")
                : outputs.stream().map("output[%s]"::formatted).toList();
        addNames(names, units, inputs);
        return names;
    }

    private static void addNames(List<String> names, List<String> units, List<String> inputs) {
        for (String unit : units) {
            names.add(unit + ".bias");
            inputs.forEach(input -> names.add(unit + "/" + input));
        }
    }

    @Override
    public void predict(RowBlock block, double[] parameters, int first, int count, double[][] into) {
        int rows = block.rows();
        int widest = hidden.stream().mapToInt(Integer::intValue).max().orElse(0);
        double[][][] layers = new double[2][widest][rows];
        double[] scratch = new double[rows];
        int at = first * dimension();
        for (int k = 0; k < count; k++) {
            double[][] inputs = block.features();
            int width = features.size();
            for (int layer = 0; layer < hidden.size(); layer++) {
                double[][] units = layers[layer % 2];
                for (int unit = 0; unit < hidden.get(layer); unit++) {
                    at = sum(inputs, width, parameters, at, units[unit], rows);
                    activation.apply(units[unit], rows, scratch);
                }
                inputs = units;
                width = hidden.get(layer);
            }
            for (int output = 0; output < outputs.size(); output++) {
                at = sum(inputs, width, parameters, at, into[k * outputs.size() + output], rows);
            }
        }
    }

    /// The sums of one unit.
    ///
    /// @return index of the parameter after the unit's last
    private static int sum(double[][] inputs, int width, double[] parameters, int at, double[] into, int rows) {
        Arrays.fill(into, 0, rows, parameters[at]);
        WeightedSums.add(inputs, 0, width, parameters, at + 1, into, rows);
        return at + 1 + width;
    }

    private int dimension() {
        int dimension = 0;
        int width = features.size();
        for (int units : hidden) {
            dimension += units * (1 + width);
            width = units;
        }
        return dimension + outputs.size() * (1 + width);
    }
}
