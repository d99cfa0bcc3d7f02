package dev.evoka.coordinator.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an answer in the ledger.
///
/// @param counted candidates that were entered by it
/// @param again candidates that failed and are to be evaluated again: neighbours together
/// @param refusal why the answer does not fit; null if it does
public record Entry(
        int counted, List<Range> again, @Nullable String refusal) {

    static Entry refused(String why) {
        return new Entry(0, List.of(), why);
    }

    /// True if the answer fitted, but had nothing new.
    public boolean duplicate() {
        return refusal == null && counted == 0 && again.isEmpty();
    }
}
