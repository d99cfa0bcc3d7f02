package dev.evoka.seeded;

/// A generation of candidates that are named by their index.
///
/// @param number generation, counted from 0; the base is the model after the updates of all earlier ones
/// @param count candidates; their indices are 0 until this
/// @param instruction how they are made and what they see
public record Generation(long number, int count, Instruction instruction) {

    public Generation {
        if (number < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "a generation must have a number ≥ 0 and a candidate, but had %d and %d".formatted(number, count));
        }
        if (instruction.recipe() instanceof Recipe.Combined combined
                && combined.coordinates().length != (long) count * combined.dimension()) {
            throw new IllegalArgumentException("coordinates must have %d × %d numbers but had %d"
                    .formatted(count, combined.dimension(), combined.coordinates().length));
        }
    }

    /// The base, on all held-out examples.
    public static Generation validation(long number) {
        return new Generation(number, 1, new Instruction(new Recipe.Same(), Scale.NONE, Batch.VALIDATION));
    }

    /// What the evaluators of a block are told.
    public Instruction block(int first, int count) {
        return new Instruction(instruction.recipe().slice(first, count), instruction.scale(), instruction.batch());
    }
}
