package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseTensor;
import java.util.Arrays;
import java.util.List;

/// Adds noise to a tensor row by row. A row lies in the processor's cache while all vectors are added.
final class Rows {

    /// A noise vector and its amount for one tensor.
    record Part(Noise noise, float amount) {}

    /// Takes the row that begins at weight `from`, given as `numbers[at]` until `numbers[at + length]`.
    interface Sink {
        void take(int from, float[] numbers, int at, int length);
    }

    private final float[] made = new float[Noise.ROW];

    /// `Σ amount · noise`, in the order of the parts, a block of rows at a time.
    ///
    /// @param groups parts, read anew for each block
    static void eachFromZero(NoiseTensor tensor, Iterable<List<Part>> groups, Sink sink) {
        float[] block = new float[Math.min(Noise.BLOCK, tensor.size())];
        for (int from = 0; from < tensor.size(); from += Noise.BLOCK) {
            int length = Math.min(Noise.BLOCK, tensor.size() - from);
            Arrays.fill(block, 0, length, 0);
            for (List<Part> group : groups) {
                for (int at = 0; at < length; at += Noise.ROW) {
                    add(tensor, from + at, Math.min(Noise.ROW, length - at), group, block, at);
                }
            }
            for (int at = 0; at < length; at += Noise.ROW) {
                sink.take(from + at, block, at, Math.min(Noise.ROW, length - at));
            }
        }
    }

    /// `values + Σ amount · noise`, in the order of the parts.
    void each(NoiseTensor tensor, TensorRows values, List<Part> parts, Sink sink) {
        List<Part> some = parts.stream().filter(part -> part.amount() != 0).toList();
        if (some.isEmpty()) {
            values.each((from, row) -> sink.take(from, row, 0, row.length));
            return;
        }
        Part first = some.getFirst();
        List<Part> others = some.subList(1, some.size());
        values.each((from, row) -> {
            first.noise().add(tensor, from, first.amount(), row, made);
            add(tensor, from, row.length, others, made, 0);
            sink.take(from, made, 0, row.length);
        });
    }

    /// `values += Σ amount · noise`, in the order of the parts: the same bits as [#each] gives.
    static void add(NoiseTensor tensor, List<Part> parts, TensorRows values) {
        values.each((from, row) -> add(tensor, from, row.length, parts, row, 0));
    }

    private static void add(NoiseTensor tensor, int from, int length, List<Part> parts, float[] numbers, int at) {
        for (Part part : parts) {
            if (part.amount() != 0) {
                part.noise().add(tensor, from, length, part.amount(), numbers, at);
            }
        }
    }
}
