package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Kind;
import dev.evoka.optimizers.Sampling;
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
/// @param space what each named parameter may be; empty if there are none
/// @param bounds bounds of all parameters; empty = unbounded
/// @param kind what parameters with these bounds are
/// @param initialisation distribution of the first candidates; empty = within the bounds, or normal (0, 1) without
/// bounds
/// @param sampling how the first candidates of a population are spread over it
public record ParametersSpec(
        OptionalInt dimension,
        Optional<Map<String, JsonNode>> space,
        Optional<List<Double>> bounds,
        Kind kind,
        Optional<JsonNode> initialisation,
        Sampling sampling) {

    /// Real parameters without bounds.
    public static ParametersSpec defaults() {
        return new ParametersSpec(
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Kind.REAL, Optional.empty(), Sampling.RANDOM);
    }

    /// Reads the section.
    public static ParametersSpec of(ObjectNode node) {
        return SpecReader.bind(node, ParametersSpec.class, "parameters");
    }

    /// The search space of parameters with these names.
    ///
    /// @throws SpecException if the section contradicts itself or the names
    public SearchSpace space(List<String> names, int count) {
        if (kind != Kind.REAL && bounds.isEmpty()) {
            throw new SpecException("parameters.kind needs parameters.bounds");
        }
        ParameterRange[] ranges = new ParameterRange[count];
        Arrays.fill(
                ranges,
                bounds.map(pair -> ParameterRange.of("parameters.bounds", kind, pair))
                        .orElse(ParameterRange.ANY));
        space.ifPresent(each -> each.forEach((name, node) -> {
            String path = "parameters.space." + name;
            ParameterRange range = ParameterRange.of(path, node);
            int index = names.indexOf(name);
            if (index < 0) {
                throw new SpecException("%s is no parameter of the objective: it has %s".formatted(path, names));
            }
            ranges[index] = range;
        }));
        boolean bounded = Arrays.stream(ranges).allMatch(ParameterRange::bounded);
        try {
            return new SearchSpace(
                    Arrays.stream(ranges).mapToDouble(ParameterRange::low).toArray(),
                    Arrays.stream(ranges).mapToDouble(ParameterRange::high).toArray(),
                    InitialisationSpec.of(initialisation.orElse(MissingNode.getInstance()), bounded, count),
                    Arrays.stream(ranges).map(ParameterRange::kind).toList(),
                    sampling);
        } catch (IllegalArgumentException e) {
            throw new SpecException("parameters." + e.getMessage(), e);
        }
    }
}
