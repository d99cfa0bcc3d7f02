package dev.evoka.evaluator.weights;

import dev.evoka.noise.NoiseSource;
import dev.evoka.noise.NoiseTensor;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Update;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Folds moves into the weights of one parent, by the run's rule. Holds the moments that the rule needs.
final class Fold {

    private static final int TOGETHER = 64;

    private final FoldRule rule;
    private final List<TensorRows> first;
    private final List<TensorRows> second;
    private int steps;

    Fold(FoldRule rule, List<WeightTensor> tensors) {
        this.rule = rule;
        this.first = rule instanceof FoldRule.Plain ? List.of() : zeros(tensors);
        this.second = rule instanceof FoldRule.Adam ? zeros(tensors) : List.of();
    }

    private static List<TensorRows> zeros(List<WeightTensor> tensors) {
        return tensors.stream()
                .map(each -> TensorRows.zeros(each.values().length))
                .toList();
    }

    /// Moments become 0.
    void forget() {
        steps = 0;
        for (TensorRows each : moments()) {
            each.each((from, row) -> Arrays.fill(row, 0));
        }
    }

    /// One step of all tensors.
    ///
    /// @param source the run's noise
    /// @param anchor the weights at the start; empty without decay
    void move(
            Update.Move move,
            NoiseSource source,
            NoiseTensor[] tensors,
            WeightUnits units,
            List<TensorRows> weights,
            List<TensorRows> anchor) {
        steps++;
        Iterable<List<Vector>> groups = groups(move, source);
        if (rule instanceof FoldRule.Plain) {
            for (List<Vector> group : groups) {
                for (int t = 0; t < weights.size(); t++) {
                    int tensor = t;
                    List<Rows.Part> parts = group.stream()
                            .map(each -> new Rows.Part(
                                    each.noise(),
                                    units.amount(
                                            move.scale(), tensor, (double) move.learningRate() * each.coefficient())))
                            .toList();
                    Rows.add(tensors[t], parts, weights.get(t));
                }
            }
        } else {
            for (int t = 0; t < weights.size(); t++) {
                int tensor = t;
                float step = units.amount(move.scale(), t, move.learningRate());
                Rows.eachFromZero(
                        tensors[t],
                        parts(groups),
                        (from, block, at, length) -> step(
                                tensor,
                                from,
                                block,
                                at,
                                step,
                                weights.get(tensor).row(from)));
            }
        }
        if (move.decay() > 0) {
            for (int t = 0; t < weights.size(); t++) {
                decay(weights.get(t), anchor.get(t), move.decay());
            }
        }
    }

    /// The noise of each coefficient that is not 0, in their order, so many at a time as have room in the processor's
    /// cache: a vector has scratch memory, and a generation may have a million.
    private static Iterable<List<Vector>> groups(Update.Move move, NoiseSource source) {
        float[] coefficients = move.coefficients();
        int[] used = IntStream.range(0, coefficients.length)
                .filter(k -> coefficients[k] != 0)
                .toArray();
        IntFunction<List<Vector>> group = from -> Arrays.stream(used, from, Math.min(from + TOGETHER, used.length))
                .mapToObj(k -> new Vector(source.vector(move.noise(), k), coefficients[k]))
                .toList();
        if (used.length <= TOGETHER) {
            return List.of(group.apply(0)); // made once for all tensors
        }
        return () -> IntStream.iterate(0, from -> from < used.length, from -> from + TOGETHER)
                .mapToObj(group)
                .iterator();
    }

    private static Iterable<List<Rows.Part>> parts(Iterable<List<Vector>> groups) {
        return () -> StreamSupport.stream(groups.spliterator(), false)
                .map(group -> group.stream()
                        .map(each -> new Rows.Part(each.noise(), each.coefficient()))
                        .toList())
                .iterator();
    }

    private void step(int tensor, int from, float[] direction, int at, float step, float[] values) {
        switch (rule) {
            case FoldRule.Plain plain -> throw new IllegalStateException("a plain step has no moments");
            case FoldRule.Momentum momentum -> {
                float[] m = first.get(tensor).row(from);
                float kept = momentum.beta();
                for (int i = 0; i < values.length; i++) {
                    m[i] = kept * m[i] + (1 - kept) * direction[at + i];
                    values[i] += step * m[i];
                }
            }
            case FoldRule.Adam adam -> {
                float[] m = first.get(tensor).row(from);
                float[] v = second.get(tensor).row(from);
                float unbias1 = (float) (1 / (1 - StrictMath.pow(adam.beta1(), steps)));
                float unbias2 = (float) (1 / (1 - StrictMath.pow(adam.beta2(), steps)));
                for (int i = 0; i < values.length; i++) {
                    float d = direction[at + i];
                    m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * d;
                    v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * d * d;
                    float size = (float) Math.sqrt(v[i] * unbias2) + adam.epsilon();
                    values[i] += step * (m[i] * unbias1) / size;
                }
            }
        }
    }

    private static void decay(TensorRows weights, TensorRows anchor, float share) {
        weights.each((from, row) -> decay(row, anchor.row(from), share));
    }

    private static void decay(float[] values, float[] anchor, float share) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= share * (values[i] - anchor[i]);
        }
    }

    /// Moments and steps, for snapshots.
    List<TensorRows> moments() {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    int steps() {
        return steps;
    }

    void restore(int stepsDone) {
        steps = stepsDone;
    }
}
