package dev.evoka.evaluator.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a model's input is fed with.
public enum InputSource {
    /// Numbers of a table.
    FEATURES("features"),
    /// Token ids of the text.
    TOKENS("tokens"),
    /// 1 where there is a token, 0 where the row is filled up.
    MASK("mask"),
    /// 0, 1, 2 … in each row.
    POSITIONS("positions"),
    /// Number of the segment of each token.
    SEGMENTS("segments"),
    /// Token ids that a decoder is given: the target, moved by one.
    DECODER_TOKENS("decoder-tokens"),
    /// 1 where the decoder has a token.
    DECODER_MASK("decoder-mask");

    private final String specName;

    InputSource(String specName) {
        this.specName = specName;
    }

    /// Name in the run spec.
    public String specName() {
        return specName;
    }

    /// The source of this name.
    public static Optional<InputSource> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName.equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(InputSource::specName).toList();
    }
}
