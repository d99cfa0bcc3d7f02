package dev.evoka.evaluator.onnx;

/// The right classes (or next tokens) of a feed's rows.
///
/// @param rows number of rows
/// @param positions positions in each row; 0 = one class for the whole row
/// @param classes the class at each position, row after row; [#NONE] where nothing is asked
public record Targets(int rows, int positions, int[] classes) {

    /// No class: the position does not count.
    public static final int NONE = -1;

    public Targets {
        if (classes.length != (long) rows * Math.max(1, positions)) {
            throw new IllegalArgumentException(
                    "classes must be %d × %d but were %d".formatted(rows, Math.max(1, positions), classes.length));
        }
    }

    /// As the graph's input: positions that do not count have class 0, whatever comes out of it.
    long[] indices() {
        long[] indices = new long[classes.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Math.max(0, classes[i]);
        }
        return indices;
    }

    /// Shape of the graph's input: that of the scores, with one class.
    long[] shape() {
        return positions == 0 ? new long[] {rows, 1} : new long[] {rows, positions, 1};
    }
}
