package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseTensor;
import java.util.Arrays;
import java.util.List;

/// Adds noise to a tensor block by block. The block lies in the processor's cache while all vectors are added.
final class Blocks {

    /// A noise vector and its amount for one tensor.
    record Part(Noise noise, float amount) {}

    /// Takes the block that begins at weight `from`.
    interface Sink {
        void take(int from, float[] block, int length);
    }

    private final float[] block = new float[Noise.BLOCK];

    /// `Σ amount · noise`, in the order of the parts.
    void eachFromZero(NoiseTensor tensor, List<Part> parts, Sink sink) {
        for (int from = 0; from < tensor.size(); from += Noise.BLOCK) {
            int length = Math.min(Noise.BLOCK, tensor.size() - from);
            Arrays.fill(block, 0, length, 0);
            add(tensor, from, length, parts);
            sink.take(from, block, length);
        }
    }

    /// `values + Σ amount · noise`, in the order of the parts.
    void each(NoiseTensor tensor, float[] values, List<Part> parts, Sink sink) {
        for (int from = 0; from < values.length; from += Noise.BLOCK) {
            int length = Math.min(Noise.BLOCK, values.length - from);
            System.arraycopy(values, from, block, 0, length);
            add(tensor, from, length, parts);
            sink.take(from, block, length);
        }
    }

    private void add(NoiseTensor tensor, int from, int length, List<Part> parts) {
        for (Part part : parts) {
            if (part.amount() != 0) {
                part.noise().add(tensor, from, length, part.amount(), block);
            }
        }
    }
}
