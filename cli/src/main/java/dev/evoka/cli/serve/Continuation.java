package dev.evoka.cli.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecReader;

/// What a client asks to be continued.
///
/// @param prompt the text to continue
/// @param tokens tokens to add
/// @param temperature 0 = the likeliest token; 1 = drawn by probability
/// @param seed seed of the draws
public record Continuation(String prompt, int tokens, double temperature, long seed) {

    private static final int DEFAULT_TOKENS = 100;
    private static final int MOST_TOKENS = 10_000;

    public Continuation {
        if (tokens < 1 || tokens > MOST_TOKENS) {
            throw new IllegalArgumentException("tokens must be from 1 to %d but was %d".formatted(MOST_TOKENS, tokens));
        }
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be ≥ 0 but was " + temperature);
        }
    }

    /// Reads a request.
    ///
    /// @throws dev.evoka.spec.SpecException if it is wrong
    static Continuation of(ObjectNode request) {
        ObjectNode node = request.objectNode()
                .put("tokens", DEFAULT_TOKENS)
                .put("temperature", 0.0)
                .put("seed", 1);
        node.setAll(request);
        return SpecReader.bind(node, Continuation.class, "request");
    }
}
