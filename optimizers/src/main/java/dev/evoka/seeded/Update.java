package dev.evoka.seeded;

/// What a generation changed about the model: scalars only. The base model and all updates in their order are the
/// model.
public sealed interface Update {

    /// Generation that the update closes.
    long generation();

    /// `base += learning rate · scale · rule(Σ coefficient[k] · noise[k]) - decay · (base - start)`, weight by
    /// weight in float32; the rule (plain, momentum, Adam) is the run's [FoldRule].
    ///
    /// @param noise generation that the noise vectors were drawn for
    /// @param scale unit of the step
    /// @param learningRate factor of the whole step
    /// @param decay share of the distance to the weights at the start that is taken back; 0 = none
    /// @param coefficients one for each noise vector; 0 leaves it out
    record Move(long generation, long noise, Scale scale, float learningRate, float decay, float[] coefficients)
            implements Update {
        public Move {
            if (!Float.isFinite(learningRate) || !(decay >= 0 && decay < 1)) {
                throw new IllegalArgumentException(
                        "learning rate must be finite and decay between 0 and 1, but were %s and %s"
                                .formatted(learningRate, decay));
            }
            for (float each : coefficients) {
                if (!Float.isFinite(each)) {
                    throw new IllegalArgumentException("coefficients must be finite but one was " + each);
                }
            }
        }
    }

    /// The survivors become the parents of the next generation, in this order; the first is the base.
    ///
    /// @param scale unit of the recipe's sigma
    /// @param recipe how the candidates were made
    /// @param survivors candidate indices of the generation
    record Select(long generation, Scale scale, Recipe.Bred recipe, int[] survivors) implements Update {
        public Select {
            if (survivors.length == 0) {
                throw new IllegalArgumentException("survivors must have at least one candidate");
            }
        }
    }

    /// Nothing changed.
    record Stay(long generation) implements Update {}

    /// The base is the best so far by its validation error: it is to be remembered.
    record Mark(long generation) implements Update {}

    /// The base becomes the one that was remembered last and moments become 0.
    record Return(long generation) implements Update {}
}
