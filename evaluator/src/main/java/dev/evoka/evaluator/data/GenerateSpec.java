package dev.evoka.evaluator.data;

import dev.evoka.spec.Suggestion;
import java.util.List;
import java.util.OptionalInt;

/// Section `objective.data.generate` of the run spec: data made from a seed.
///
/// @param kind `linear`: targets are a weighted sum of normal features, plus noise. `spirals`: classes are arms of a
/// spiral in the plane
/// @param samples number of rows
/// @param features columns of linear data, 1000 by default; spirals have two
/// @param arms arms of the spiral, 2 by default; linear data have none
/// @param noise standard deviation of the noise: of the target, or of a point's place
/// @param seed seed of the data
public record GenerateSpec(String kind, int samples, OptionalInt features, OptionalInt arms, double noise, long seed) {

    private static final List<String> KINDS = List.of("linear", "spirals");

    /// More arms lie closer than any noise.
    private static final int MOST_ARMS = 26;

    public GenerateSpec {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("kind must be one of %s but was '%s'%s"
                    .formatted(String.join(", ", KINDS), kind, Suggestion.near(kind, KINDS)));
        }
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be ≥ 1 but was " + samples);
        }
        if (!(noise >= 0 && Double.isFinite(noise))) {
            throw new IllegalArgumentException("noise must be ≥ 0 but was " + noise);
        }
        boolean linear = kind.equals("linear");
        if (linear && features.orElse(1) < 1) {
            throw new IllegalArgumentException("features must be ≥ 1 but was " + features.getAsInt());
        }
        if (!linear && features.orElse(2) != 2) {
            throw new IllegalArgumentException("features must be 2 for spirals but was " + features.getAsInt());
        }
        if (linear && arms.isPresent()) {
            throw new IllegalArgumentException("arms belong to kind spirals, kind linear has none: remove them");
        }
        if (arms.orElse(2) < 2 || arms.orElse(2) > MOST_ARMS) {
            throw new IllegalArgumentException(
                    "arms must be between 2 and %d but was %d".formatted(MOST_ARMS, arms.getAsInt()));
        }
    }

    /// 100 samples of a linear model with noise 0.1.
    public static GenerateSpec defaults() {
        return new GenerateSpec("linear", 100, OptionalInt.empty(), OptionalInt.empty(), 0.1, 1);
    }

    /// Names of the kinds.
    public static List<String> kinds() {
        return KINDS;
    }
}
