package dev.evoka.optimizers;

/// Sums over vectors, in the order of their coordinates.
final class Numbers {

    private Numbers() {}

    /// Squared length of a part of an array.
    static double squared(double[] numbers, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += numbers[i] * numbers[i];
        }
        return sum;
    }

    /// Squared length.
    static double squared(double[] numbers) {
        return squared(numbers, 0, numbers.length);
    }
}
