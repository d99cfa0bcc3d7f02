package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.Kind;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.util.Arrays;
import java.util.List;

/// `parameters.initialisation`.
final class InitialisationSpec {

    private static final String PATH = "parameters.initialisation";

    private record Uniform(List<Double> uniform) {}

    private record Normal(List<Double> normal) {}

    private record Point(List<Double> point, double spread) {}

    private record Points(List<List<Double>> points, double spread) {}

    private InitialisationSpec() {}

    /// @param bounded whether every parameter has bounds
    /// @param count number of parameters
    static Initialisation of(JsonNode node, boolean bounded, int count) {
        if (node.isMissingNode() || node.isNull()) {
            return bounded ? new Initialisation.Bounds() : new Initialisation.Normal(0, 1);
        }
        if (node.isTextual() && node.asText().equals("bounds")) {
            if (!bounded) {
                throw new SpecException(PATH + " is bounds, but the parameters have none: set parameters.bounds");
            }
            return new Initialisation.Bounds();
        }
        if (!(node instanceof ObjectNode object)) {
            throw new SpecException(PATH
                    + " must be bounds, {uniform: [low, high]}, {normal: [mean, deviation]}, {point: […], spread: s}"
                    + " or {points: [[…], […]], spread: s} but was " + node);
        }
        try {
            return read(object, count);
        } catch (IllegalArgumentException e) {
            throw new SpecException(PATH + "." + e.getMessage(), e);
        }
    }

    private static Initialisation read(ObjectNode node, int count) {
        if (node.has("uniform")) {
            List<Double> pair = SpecReader.bind(node, Uniform.class, PATH).uniform();
            ParameterRange range = ParameterRange.of(PATH + ".uniform", Kind.REAL, pair);
            return new Initialisation.Uniform(range.low(), range.high());
        }
        if (node.has("normal")) {
            List<Double> pair = SpecReader.bind(node, Normal.class, PATH).normal();
            if (pair.size() != 2) {
                throw new SpecException("%s.normal must be [mean, deviation] but was %s".formatted(PATH, pair));
            }
            return new Initialisation.Normal(pair.get(0), pair.get(1));
        }
        if (node.has("points")) {
            Points points = SpecReader.bind(node, Points.class, PATH);
            double[] spreads = new double[count];
            Arrays.fill(spreads, points.spread());
            double[][] values = points.points().stream()
                    .map(point -> values("points", point, count))
                    .toArray(double[][]::new);
            return new Initialisation.Points(values, spreads);
        }
        Point point = SpecReader.bind(node, Point.class, PATH);
        return new Initialisation.Point(values("point", point.point(), count), point.spread());
    }

    private static double[] values(String key, List<Double> point, int count) {
        if (point.size() != count) {
            throw new SpecException("%s.%s must have %d values but had %d".formatted(PATH, key, count, point.size()));
        }
        return point.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
