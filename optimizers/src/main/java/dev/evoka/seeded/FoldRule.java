package dev.evoka.seeded;

/// How a weighted sum of noise, the estimate of the descent direction *d*, becomes a step: element by element, in
/// float32, so that every evaluator does it for itself.
public sealed interface FoldRule {

    /// The step is *d*.
    record Plain() implements FoldRule {}

    /// The step is *m*, with `m = beta · m + (1 - beta) · d`.
    record Momentum(float beta) implements FoldRule {
        public Momentum {
            share("momentum", beta);
        }
    }

    /// Adam (Kingma, Ba 2015): `m / (√v + epsilon)` with bias-corrected means of *d* and *d²*.
    record Adam(float beta1, float beta2, float epsilon) implements FoldRule {
        public Adam {
            share("beta1", beta1);
            share("beta2", beta2);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be > 0 but was " + epsilon);
            }
        }
    }

    private static void share(String key, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s must be at least 0 and below 1 but was %s".formatted(key, value));
        }
    }
}
