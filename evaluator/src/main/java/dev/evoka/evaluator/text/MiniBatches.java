package dev.evoka.evaluator.text;

/// Which examples a mini-batch has: a function of the run's seed and the batch's number, so every evaluator and every
/// candidate sees the same. Each example comes once before any comes again; every round has another order.
///
/// @param seed seed of the run
/// @param examples training examples over all shards
/// @param size examples of a mini-batch
public record MiniBatches(long seed, long examples, int size) {

    /// Tokens of a mini-batch that a small model is usually trained on.
    public static final int USUAL_TOKENS = 512;

    private static final long SAMPLE = 256;

    public MiniBatches {
        if (examples < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "a mini-batch needs an example at least, but there are %d examples and size is %d"
                            .formatted(examples, size));
        }
    }

    /// How many examples have about so many tokens together, by the mean length of some of them; at least one.
    public static int sizeFor(Examples examples, int tokens) {
        long seen = Math.min(SAMPLE, examples.size());
        long length = 0;
        for (long i = 0; i < seen; i++) {
            length += examples.at(i * examples.size() / seen).tokens().length;
        }
        return (int) Math.max(1, Math.min(examples.size(), Math.round((double) tokens * seen / length)));
    }

    /// The examples of a mini-batch, in the order in which they are summed.
    public long[] examples(long number) {
        long[] chosen = new long[size];
        for (int i = 0; i < size; i++) {
            long place = Math.addExact(Math.multiplyExact(number, size), i);
            long round = place / examples;
            long key = Permutation.mix(Permutation.mix(seed + 0x6261_7463_68L) ^ round);
            chosen[i] = new Permutation(examples, key).at(place % examples);
        }
        return chosen;
    }
}
