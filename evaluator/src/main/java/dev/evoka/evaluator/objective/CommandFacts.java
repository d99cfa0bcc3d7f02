package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecReader;

/// What evaluators need to know about a command.
///
/// @param folder its working directory: the folder of the spec
record CommandFacts(String folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static CommandFacts of(String json) {
        try {
            return SpecReader.bind((ObjectNode) JSON.readTree(json), CommandFacts.class, "facts");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts must be JSON but were: " + json, e);
        }
    }

    String json() {
        return JSON.createObjectNode().put("folder", folder).toString();
    }
}
