package dev.evoka.seeded;

/// The examples that all candidates of a generation see.
///
/// @param validation true = all examples that are held out; false = a mini-batch of the others
/// @param number number of the mini-batch: its examples follow from the run's seed and it; 0 for validation
public record Batch(boolean validation, long number) {

    /// All held-out examples.
    public static final Batch VALIDATION = new Batch(true, 0);

    public Batch {
        if (number < 0 || (validation && number != 0)) {
            throw new IllegalArgumentException(
                    "number of a mini-batch must be ≥ 0, and 0 for validation, but was " + number);
        }
    }

    /// A mini-batch.
    public static Batch training(long number) {
        return new Batch(false, number);
    }
}
