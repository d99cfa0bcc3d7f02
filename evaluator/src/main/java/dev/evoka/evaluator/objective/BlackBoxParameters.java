package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Names of the parameters where the objective does not know them: from `parameters.space`, or `x1`, `x2`, … as many as
/// `parameters.dimension` says.
final class BlackBoxParameters {

    /// Dense candidates travel as a whole in one record.
    private static final int MOST = 100_000;

    private BlackBoxParameters() {}

    static List<String> names(ObjectNode section) {
        List<String> names = new ArrayList<>();
        section.path("space").fieldNames().forEachRemaining(names::add);
        JsonNode dimension = section.path("dimension");
        if (dimension.isMissingNode() && !names.isEmpty()) {
            return names;
        }
        if (!dimension.isInt() || dimension.intValue() < 1 || dimension.intValue() > MOST) {
            throw new SpecException(
                    "parameters.dimension must be a whole number from 1 to %d but %s: or name the parameters in parameters.space"
                            .formatted(MOST, dimension.isMissingNode() ? "is missing" : "was " + dimension));
        }
        if (!names.isEmpty() && names.size() != dimension.intValue()) {
            throw new SpecException("parameters.dimension is %d, but parameters.space names %d: remove one of them"
                    .formatted(dimension.intValue(), names.size()));
        }
        if (names.isEmpty()) {
            IntStream.rangeClosed(1, dimension.intValue()).forEach(i -> names.add("x" + i));
        }
        return names;
    }
}
