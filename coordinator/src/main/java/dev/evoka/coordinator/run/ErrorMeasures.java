package dev.evoka.coordinator.run;

import dev.evoka.measures.ErrorMeasure;
import dev.evoka.measures.Measures;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.measures.text.TextMeasure;
import dev.evoka.spec.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All error measures by their names.
final class ErrorMeasures {

    private ErrorMeasures() {}

    /// The measure of this name.
    ///
    /// @throws SpecException if there is none
    static ErrorMeasure named(String name) {
        return Stream.<Optional<? extends ErrorMeasure>>of(
                        Measures.named(name), LikelihoodMeasure.named(name), TextMeasure.named(name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new SpecException(
                        "objective.error must be one of %s but was '%s'".formatted(String.join(", ", names()), name)));
    }

    private static List<String> names() {
        return Stream.of(Measures.names(), LikelihoodMeasure.names(), TextMeasure.names())
                .flatMap(List::stream)
                .toList();
    }
}
