package dev.evoka.evaluator.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/// The weights of one candidate in memory that a model's runtime reads directly. One for each worker.
///
/// @param tensors a direct buffer for each tensor, in the base's order
public record WorkingCopy(List<FloatBuffer> tensors) {

    public WorkingCopy {
        tensors = List.copyOf(tensors);
    }

    /// Room for tensors of these sizes.
    static WorkingCopy ofSizes(List<Integer> sizes) {
        return new WorkingCopy(sizes.stream()
                .map(size -> ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer())
                .toList());
    }
}
