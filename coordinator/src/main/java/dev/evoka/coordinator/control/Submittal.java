package dev.evoka.coordinator.control;

import dev.evoka.spec.SpecException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What somebody hands in to begin a run.
///
/// @param spec the spec, YAML or JSON
/// @param files digest of each file that came with it, by the name that the spec gives it
/// @param folder folder of the spec on the machine that it came from: commands run there; empty if nobody said
/// @param submitter who hands it in; empty if nobody said
/// @param warmStart run whose best parameters it begins with; empty = as the spec says
/// @param repetition 1, or a higher number to run the same spec once more
public record Submittal(
        String spec,
        Map<String, String> files,
        String folder,
        String submitter,
        Optional<WarmStart> warmStart,
        int repetition) {

    /// A start around the best parameters of another run.
    ///
    /// @param run identifier of the other run
    /// @param spread deviation of the first candidates; empty = the step size that the other run has reached
    public record WarmStart(String run, OptionalDouble spread) {
        public WarmStart {
            if (spread.isPresent() && !(spread.getAsDouble() > 0)) {
                throw new SpecException("warmStart.spread must be > 0 but was " + spread.getAsDouble());
            }
        }
    }

    public Submittal {
        files = Map.copyOf(files);
        if (repetition < 1) {
            throw new IllegalArgumentException("repetition must be ≥ 1 but was " + repetition);
        }
    }
}
