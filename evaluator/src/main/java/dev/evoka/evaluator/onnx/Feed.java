package dev.evoka.evaluator.onnx;

import java.util.Map;
import java.util.TreeMap;

/// What a model is fed with for a number of rows.
///
/// @param rows number of rows
/// @param values values by their source
public record Feed(int rows, Map<InputSource, Values> values) {

    /// Values of one input, row after row.
    public sealed interface Values {

        /// Values in each row.
        int columns();
    }

    /// Floats.
    public record Floats(int columns, float[] numbers) implements Values {}

    /// Integers.
    public record Longs(int columns, long[] numbers) implements Values {}

    public Feed {
        values = Map.copyOf(values);
        for (Map.Entry<InputSource, Values> each : new TreeMap<>(values).entrySet()) {
            int length = switch (each.getValue()) {
                case Floats floats -> floats.numbers().length;
                case Longs longs -> longs.numbers().length;
            };
            if (length != (long) rows * each.getValue().columns()) {
                throw new IllegalArgumentException("%s must have %d × %d values but has %d"
                        .formatted(each.getKey(), rows, each.getValue().columns(), length));
            }
        }
    }
}
