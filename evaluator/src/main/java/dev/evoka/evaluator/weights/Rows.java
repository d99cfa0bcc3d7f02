package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseTensor;
import java.util.Arrays;
import java.util.List;

/// Adds noise to a tensor row by row. A row lies in the processor's cache while all vectors are added.
final class Rows {

    /// A noise vector and its amount for one tensor.
    record Part(Noise noise, float amount) {}

    /// Takes the row, or block of rows, that begins at weight `from`.
    interface Sink {
        void take(int from, float[] numbers, int length);
    }

    private final float[] row = new float[Noise.ROW];

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
                    add(tensor, from + at, length(tensor, from + at), group, block, at);
                }
            }
            sink.take(from, block, length);
        }
    }

    /// `values + Σ amount · noise`, in the order of the parts.
    void each(NoiseTensor tensor, float[] values, List<Part> parts, Sink sink) {
        for (int from = 0; from < tensor.size(); from += Noise.ROW) {
            int length = length(tensor, from);
            System.arraycopy(values, from, row, 0, length);
            add(tensor, from, length, parts, row, 0);
            sink.take(from, row, length);
        }
    }

    /// `values += Σ amount · noise`, in the order of the parts: the same bits as [#each] gives.
    static void add(NoiseTensor tensor, List<Part> parts, float[] values) {
        for (int from = 0; from < tensor.size(); from += Noise.ROW) {
            add(tensor, from, length(tensor, from), parts, values, from);
        }
    }

    private static int length(NoiseTensor tensor, int from) {
        return Math.min(Noise.ROW, tensor.size() - from);
    }

    private static void add(NoiseTensor tensor, int from, int length, List<Part> parts, float[] numbers, int at) {
        for (Part part : parts) {
            if (part.amount() != 0) {
                part.noise().add(tensor, from, length, part.amount(), numbers, at);
            }
        }
    }
}
