package dev.evoka.evaluator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.RowRange;
import dev.evoka.evaluator.objective.ModelObjective;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.Measures;
import dev.evoka.optimizers.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// However rows are cut into shards and candidates into blocks, every model and measure gives the same bits.
class CuttingTest {

    record Case(Model model, Measures measure, int classes) {}

    private static final int FEATURES = 11;
    private static final List<String> NAMES =
            IntStream.range(0, FEATURES).mapToObj(j -> "x" + j).toList();

    @Provide
    Arbitrary<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Measures measure : Measures.values()) {
            if (measure == Measures.DIRECT) {
                continue;
            }
            for (int classes : measure.classification() ? new int[] {2, 3, 5} : new int[] {0}) {
                models(classes).forEach(model -> cases.add(new Case(model, measure, classes)));
            }
        }
        return Arbitraries.of(cases);
    }

    private static Stream<Model> models(int classes) {
        List<String> outputs = classes > 2 ? labels(classes) : List.of("");
        return Stream.concat(
                Stream.of(new LinearModel(NAMES, true, outputs), new LinearModel(NAMES, false, outputs)),
                Arrays.stream(Activation.values())
                        .flatMap(activation -> Stream.of(List.of(9), List.of(4, 17, 3))
                                .map(hidden -> new MultiLayerPerceptron(NAMES, hidden, activation, outputs))));
    }

    @Property(tries = 300)
    void changesNoBit(
            @ForAll("cases") Case each,
            @ForAll @IntRange(min = 1, max = 700) int rows,
            @ForAll @IntRange(min = 1, max = 23) int count,
            @ForAll @IntRange(min = 1, max = 23) int block,
            @ForAll long seed) {
        DataSet data = data(rows, each.classes(), seed);
        int dimension = each.model().parameters().size();
        double[] parameters = normals(count * dimension, seed, -1);
        double[] whole = errors(each, data, parameters, count, count, 1);
        for (int shards : new int[] {1, 2, 7}) {
            if (shards <= RowRange.chunks(rows)) {
                assertThat(errors(each, data, parameters, count, block, shards))
                        .as("%d shards, blocks of %d", shards, block)
                        .containsExactly(whole);
            }
        }
        double plain =
                PlainModels.error(each.model(), each.measure(), data, Arrays.copyOfRange(parameters, 0, dimension));
        assertThat(whole[0]).isCloseTo(plain, within(1e-11 * (1 + Math.abs(plain))));
    }

    private static double[] errors(Case each, DataSet data, double[] parameters, int count, int block, int shards) {
        int dimension = each.model().parameters().size();
        int statistics = each.measure().statistics(each.classes());
        ExactSum[] sums = new ExactSum[count * statistics];
        Arrays.setAll(sums, i -> new ExactSum());
        for (int shard = 0; shard < shards; shard++) {
            DataSet rows = data.slice(RowRange.of(data.size(), shard, shards));
            ModelObjective objective = new ModelObjective(each.model(), each.measure(), 0.5, rows, shards);
            for (int first = 0; first < count; first += block) {
                int size = Math.min(block, count - first);
                ShardStatistics found = objective.evaluate(
                        Arrays.copyOfRange(parameters, first * dimension, (first + size) * dimension), size);
                for (int i = 0; i < found.values().length; i++) {
                    sums[first * statistics + i % (size * statistics)].add(found.values()[i]);
                }
            }
        }
        double[] errors = new double[count];
        for (int k = 0; k < count; k++) {
            double[] own = Arrays.stream(sums, k * statistics, (k + 1) * statistics)
                    .mapToDouble(ExactSum::value)
                    .toArray();
            errors[k] = each.measure().finish(own, data.size());
        }
        return errors;
    }

    private static DataSet data(int rows, int classes, long seed) {
        double[][] table = new double[rows][];
        Arrays.setAll(table, r -> normals(FEATURES, seed, r));
        double[] targets = normals(rows, seed, rows);
        if (classes > 0) {
            Draws draws = new Draws(seed, 1, rows);
            Arrays.setAll(targets, r -> draws.below(classes));
        }
        return new DataSet(NAMES, labels(classes), table, targets);
    }

    private static List<String> labels(int classes) {
        return IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    }

    private static double[] normals(int count, long seed, long index) {
        Draws draws = new Draws(seed, 0, index);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> draws.normal());
        return numbers;
    }
}
