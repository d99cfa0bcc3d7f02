package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Section `parameters` of the run spec.
///
/// @param dimension number of parameters; empty if `space` or the data say it
/// @param space bounds of each named parameter; empty if there are none
/// @param bounds bounds of all parameters; empty = unbounded
/// @param initialisation distribution of the first candidates; empty = within the bounds, or normal (0, 1) without
/// bounds
public record ParametersSpec(
        OptionalInt dimension,
        Optional<Map<String, List<Double>>> space,
        Optional<List<Double>> bounds,
        Optional<JsonNode> initialisation) {

    private record Uniform(List<Double> uniform) {}

    private record Normal(List<Double> normal) {}

    private record Point(List<Double> point, double spread) {}

    /// Reads the section.
    public static ParametersSpec of(ObjectNode node) {
        return SpecReader.bind(node, ParametersSpec.class, "parameters");
    }

    /// The search space of parameters with these names.
    ///
    /// @throws SpecException if the section contradicts itself or the names
    public SearchSpace space(List<String> names, int count) {
        double[] lower = new double[count];
        double[] upper = new double[count];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        bounds.ifPresent(pair -> {
            checkPair("parameters.bounds", pair);
            Arrays.fill(lower, pair.get(0));
            Arrays.fill(upper, pair.get(1));
        });
        space.ifPresent(box -> box.forEach((name, pair) -> {
            String path = "parameters.space." + name;
            checkPair(path, pair);
            int index = names.indexOf(name);
            if (index < 0) {
                throw new SpecException("%s is no parameter of the objective: it has %s".formatted(path, names));
            }
            lower[index] = pair.get(0);
            upper[index] = pair.get(1);
        }));
        boolean bounded = Arrays.stream(lower).allMatch(Double::isFinite)
                && Arrays.stream(upper).allMatch(Double::isFinite);
        try {
            return new SearchSpace(lower, upper, initialisation(bounded, count));
        } catch (IllegalArgumentException e) {
            throw new SpecException("parameters." + e.getMessage(), e);
        }
    }

    private static void checkPair(String path, List<Double> pair) {
        if (pair.size() != 2 || !(pair.get(0) < pair.get(1))) {
            throw new SpecException("%s must be [lower, upper] with lower < upper but was %s".formatted(path, pair));
        }
    }

    private Initialisation initialisation(boolean bounded, int count) {
        String path = "parameters.initialisation";
        if (initialisation.isEmpty() || initialisation.get().isNull()) {
            return bounded ? new Initialisation.Bounds() : new Initialisation.Normal(0, 1);
        }
        JsonNode node = initialisation.get();
        if (node.isTextual() && node.asText().equals("bounds")) {
            if (!bounded) {
                throw new SpecException(path + " is bounds, but the parameters have none: set parameters.bounds");
            }
            return new Initialisation.Bounds();
        }
        if (!(node instanceof ObjectNode object)) {
            throw new SpecException(path
                    + " must be bounds, {uniform: [low, high]}, {normal: [mean, deviation]} or {point: […], spread: s}"
                    + " but was " + node);
        }
        try {
            if (object.has("uniform")) {
                List<Double> pair = SpecReader.bind(object, Uniform.class, path).uniform();
                checkPair(path + ".uniform", pair);
                return new Initialisation.Uniform(pair.get(0), pair.get(1));
            }
            if (object.has("normal")) {
                List<Double> pair = SpecReader.bind(object, Normal.class, path).normal();
                if (pair.size() != 2) {
                    throw new SpecException("%s.normal must be [mean, deviation] but was %s".formatted(path, pair));
                }
                return new Initialisation.Normal(pair.get(0), pair.get(1));
            }
            Point point = SpecReader.bind(object, Point.class, path);
            if (point.point().size() != count) {
                throw new SpecException("%s.point must have %d values but had %d"
                        .formatted(path, count, point.point().size()));
            }
            return new Initialisation.Point(
                    point.point().stream().mapToDouble(Double::doubleValue).toArray(), point.spread());
        } catch (IllegalArgumentException e) {
            throw new SpecException(path + "." + e.getMessage(), e);
        }
    }
}
