package dev.evoka.evaluator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.RowRange;
import dev.evoka.evaluator.objective.ModelObjective;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.Measures;
import dev.evoka.optimizers.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearModelTest {

    private static final int ROWS = 7 * 64 + 3;
    private static final int FEATURES = 21;
    private static final int COUNT = 64;

    private final DataSet data = data(ROWS, FEATURES);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void givesTheBitsOfAPlainLoopWhateverTheBlocksAndShards(int shards) {
        double[] parameters = normals(COUNT * (FEATURES + 1), -1);
        double[] expected = plainSums(parameters);
        for (int block = 1; block <= COUNT; block++) {
            ExactSum[] sums = new ExactSum[COUNT];
            Arrays.setAll(sums, i -> new ExactSum());
            for (int shard = 0; shard < shards; shard++) {
                ModelObjective objective = objective(true, shard, shards);
                for (int first = 0; first < COUNT; first += block) {
                    int size = Math.min(block, COUNT - first);
                    ShardStatistics statistics = objective.evaluate(
                            Arrays.copyOfRange(parameters, first * (FEATURES + 1), (first + size) * (FEATURES + 1)),
                            size);
                    for (int i = 0; i < statistics.values().length; i++) {
                        sums[first + i % size].add(statistics.values()[i]);
                    }
                }
            }
            assertThat(Arrays.stream(sums).mapToDouble(ExactSum::value).toArray())
                    .as("blocks of %d", block)
                    .containsExactly(expected);
        }
    }

    @Test
    void everyRowBelongsToOneShard() {
        for (int rows : new int[] {1, 63, 64, 65, 640, 6401}) {
            for (int shards = 1; shards <= RowRange.chunks(rows); shards++) {
                int next = 0;
                for (int shard = 0; shard < shards; shard++) {
                    RowRange range = RowRange.of(rows, shard, shards);
                    assertThat(range.from()).isEqualTo(next).matches(from -> from % RowRange.CHUNK == 0);
                    assertThat(range.size()).isPositive();
                    next = range.to();
                }
                assertThat(next).isEqualTo(rows);
            }
        }
    }

    @Test
    void withoutInterceptTheSumBeginsWithZero() {
        double[] parameters = normals(FEATURES, -2);
        double[] withZero = new double[FEATURES + 1];
        System.arraycopy(parameters, 0, withZero, 1, FEATURES);
        assertThat(objective(false, 0, 1).evaluate(parameters, 1).values())
                .containsExactly(objective(true, 0, 1).evaluate(withZero, 1).values());
    }

    private ModelObjective objective(boolean intercept, int shard, int shards) {
        return new ModelObjective(
                new LinearModel(data.features(), intercept, List.of("")),
                Measures.MSE,
                0,
                data.slice(RowRange.of(ROWS, shard, shards)),
                shards);
    }

    /// The definition: one row after the other, chunks of 64 rows added exactly.
    private double[] plainSums(double[] parameters) {
        double[] expected = new double[COUNT];
        for (int k = 0; k < COUNT; k++) {
            int at = k * (FEATURES + 1);
            ExactSum sum = new ExactSum();
            double chunk = 0;
            for (int r = 0; r < ROWS; r++) {
                double prediction = parameters[at];
                for (int j = 0; j < FEATURES; j++) {
                    double product = data.rows()[r][j] * parameters[at + 1 + j];
                    prediction = prediction + product;
                }
                double off = prediction - data.targets()[r];
                chunk += off * off;
                if (r % 64 == 63 || r == ROWS - 1) {
                    sum.add(chunk);
                    chunk = 0;
                }
            }
            expected[k] = sum.value();
        }
        return expected;
    }

    private static DataSet data(int rows, int features) {
        double[][] table = new double[rows][];
        Arrays.setAll(table, r -> normals(features, r));
        return new DataSet(
                IntStream.range(0, features).mapToObj(j -> "x" + j).toList(), List.of(), table, normals(rows, rows));
    }

    private static double[] normals(int count, long index) {
        Draws draws = new Draws(5, 0, index);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> draws.normal());
        return numbers;
    }
}
