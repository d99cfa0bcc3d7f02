package dev.evoka.evaluator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Linear and logistic regression. Parameters of each output: the intercept, if there is one, then one weight for each
/// feature. A sum begins with the intercept (or 0) and adds the features in their order.
///
/// @param features names of the features
/// @param intercept whether outputs have one
/// @param outputs names of the outputs; a single one needs none
public record LinearModel(List<String> features, boolean intercept, List<String> outputs) implements Model {

    public LinearModel {
        features = List.copyOf(features);
        outputs = List.copyOf(outputs);
    }

    @Override
    public List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (String output : outputs) {
            String suffix = outputs.size() == 1 ? "" : "[" + output + "]";
            if (intercept) {
                names.add("intercept" + suffix);
            }
            features.forEach(feature -> names.add(feature + suffix));
        }
        return names;
    }

    @Override
    public void predict(RowBlock block, double[] parameters, int first, int count, double[][] into) {
        int rows = block.rows();
        int constant = intercept ? 1 : 0;
        int each = constant + features.size();
        int start = first * outputs.size() * each;
        int sums = count * outputs.size();
        for (int s = 0; s < sums; s++) {
            Arrays.fill(into[s], 0, rows, intercept ? parameters[start + s * each] : 0);
        }
        // A few features meet all candidates while they are in the first-level cache.
        for (int from = 0; from < features.size(); from += WeightedSums.STEP) {
            int to = Math.min(features.size(), from + WeightedSums.STEP);
            for (int s = 0; s < sums; s++) {
                WeightedSums.add(
                        block.features(), from, to, parameters, start + s * each + constant + from, into[s], rows);
            }
        }
    }
}
