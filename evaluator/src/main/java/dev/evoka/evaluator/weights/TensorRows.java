package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;
import java.util.Arrays;
import java.util.List;

/// The weights of a tensor, cut into rows of [Noise#ROW]; the last may be shorter. So a row, its noise and the row of a
/// candidate have the same indices, without which the JIT compiler makes no vector instructions of the loop over them.
///
/// @param rows at least one, none empty
/// @param size number of weights
record TensorRows(float[][] rows, int size) {

    /// A copy of a tensor's weights in row-major order.
    static TensorRows of(float[] values) {
        TensorRows made = zeros(values.length);
        made.each((from, row) -> System.arraycopy(values, from, row, 0, row.length));
        return made;
    }

    static TensorRows zeros(int size) {
        float[][] rows = new float[Math.ceilDiv(size, Noise.ROW)][];
        Arrays.setAll(rows, r -> new float[Math.min(Noise.ROW, size - r * Noise.ROW)]);
        return new TensorRows(rows, size);
    }

    static List<TensorRows> copy(List<TensorRows> tensors) {
        return tensors.stream().map(TensorRows::copy).toList();
    }

    private TensorRows copy() {
        return new TensorRows(Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new), size);
    }

    /// What is to be done with the row that begins at weight `from`.
    interface Action {
        void with(int from, float[] row);
    }

    void each(Action action) {
        for (int r = 0; r < rows.length; r++) {
            action.with(r * Noise.ROW, rows[r]);
        }
    }

    /// The row that weight `from`, a multiple of [Noise#ROW], begins.
    float[] row(int from) {
        return rows[from / Noise.ROW];
    }

    /// Takes the weights of a tensor of the same size.
    void set(TensorRows other) {
        other.each((from, row) -> System.arraycopy(row, 0, row(from), 0, row.length));
    }

    /// A copy in row-major order.
    float[] values() {
        float[] values = new float[size];
        each((from, row) -> System.arraycopy(row, 0, values, from, row.length));
        return values;
    }
}
