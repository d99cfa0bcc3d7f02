package dev.evoka.evaluator.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which input of a model gets what. Names that exporters commonly use need no mapping, and neither does a single input
/// of floats.
///
/// @param sources source by the input's name
public record InputMapping(Map<String, InputSource> sources) {

    private static final Map<String, InputSource> KNOWN = Map.of(
            "input_ids", InputSource.TOKENS,
            "attention_mask", InputSource.MASK,
            "position_ids", InputSource.POSITIONS,
            "token_type_ids", InputSource.SEGMENTS,
            "decoder_input_ids", InputSource.DECODER_TOKENS,
            "decoder_attention_mask", InputSource.DECODER_MASK);

    public InputMapping {
        sources = Map.copyOf(sources);
    }

    /// Known names only.
    public static InputMapping defaults() {
        return new InputMapping(Map.of());
    }

    /// The source of every input.
    ///
    /// @throws OnnxException if an input has none (the message lists them), or a mapped input does not exist
    Map<String, InputSource> resolve(List<GraphValue> inputs) {
        List<String> names = inputs.stream().map(GraphValue::name).toList();
        for (String each : new TreeMap<>(sources).keySet()) {
            if (!names.contains(each)) {
                throw new OnnxException("inputs: the model has no input '%s', it has %s".formatted(each, names));
            }
        }
        Map<String, InputSource> resolved = new TreeMap<>();
        for (GraphValue each : inputs) {
            source(each, inputs.size()).ifPresent(source -> resolved.put(each.name(), source));
        }
        List<String> missing =
                names.stream().filter(each -> !resolved.containsKey(each)).toList();
        if (!missing.isEmpty()) {
            throw new OnnxException("inputs: %s of the model need a mapping, each to one of %s"
                    .formatted(missing, InputSource.names()));
        }
        return resolved;
    }

    private Optional<InputSource> source(GraphValue input, int inputs) {
        if (sources.containsKey(input.name())) {
            return Optional.of(sources.get(input.name()));
        }
        if (KNOWN.containsKey(input.name())) {
            return Optional.of(KNOWN.get(input.name()));
        }
        return inputs == 1 && input.type() == ElementType.FLOAT ? Optional.of(InputSource.FEATURES) : Optional.empty();
    }
}
