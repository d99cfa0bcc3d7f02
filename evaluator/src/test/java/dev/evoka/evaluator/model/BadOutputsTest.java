package dev.evoka.evaluator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.objective.ModelObjective;
import dev.evoka.measures.Measures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A candidate whose outputs are no numbers has an error that is none, and does no harm to its neighbours.
class BadOutputsTest {

    @ParameterizedTest
    @EnumSource(value = Measures.class, names = "DIRECT", mode = EnumSource.Mode.EXCLUDE)
    void makeTheErrorNan(Measures measure) {
        for (int classes : measure.classification() ? new int[] {2, 3} : new int[] {0}) {
            List<String> labels = List.of("a", "b", "c").subList(0, classes);
            DataSet data = new DataSet(
                    List.of("x"),
                    labels,
                    new double[][] {{1}, {2}, {-1}},
                    classes == 0 ? new double[] {1, 5, 2} : new double[] {0, 1, 0});
            Model model = new LinearModel(List.of("x"), false, classes > 2 ? labels : List.of(""));
            int dimension = model.parameters().size();
            double[] parameters = new double[2 * dimension];
            Arrays.fill(parameters, dimension, 2 * dimension, Double.NaN);
            ModelObjective objective = new ModelObjective(model, measure, 0, data, 1);
            double[] statistics = objective.evaluate(parameters, 2).values();
            int each = statistics.length / 2;
            assertThat(measure.finish(Arrays.copyOfRange(statistics, 0, each), 3))
                    .isFinite();
            assertThat(measure.finish(Arrays.copyOfRange(statistics, each, 2 * each), 3))
                    .isNaN();
        }
    }
}
