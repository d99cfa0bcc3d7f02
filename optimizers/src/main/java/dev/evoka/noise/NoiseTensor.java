package dev.evoka.noise;

import java.nio.charset.StandardCharsets;

/// A tensor as noise sees it. Its key follows from its name, so tensors of equal shape never share noise, and which
/// other tensors are trained changes nothing.
///
/// @param key mixed hash of the name
/// @param rows product of all dimensions but the last; 1 for vectors
/// @param columns last dimension
public record NoiseTensor(long key, int rows, int columns) {

    public NoiseTensor {
        if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a tensor must have between 1 and 2³¹ - 8 weights but has %d × %d: split it"
                            .formatted(rows, columns));
        }
    }

    /// The tensor of this name and shape.
    public static NoiseTensor of(String name, long... shape) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x0000_0100_0000_01b3L;
        }
        long columns = shape.length == 0 ? 1 : shape[shape.length - 1];
        long rows = 1;
        for (int i = 0; i + 1 < shape.length; i++) {
            rows = Math.multiplyExact(rows, shape[i]);
        }
        return new NoiseTensor(NoiseKey.mix(hash), Math.toIntExact(rows), Math.toIntExact(columns));
    }

    /// Number of weights.
    public int size() {
        return rows * columns;
    }

    /// True if it has two dimensions that are worth a factorisation.
    public boolean matrix() {
        return rows > 1 && columns > 1;
    }
}
