package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecReader;

/// Reads the facts of a run's record.
final class FactsReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FactsReader() {}

    static Objectives.Facts read(String json) {
        try {
            return SpecReader.bind((ObjectNode) JSON.readTree(json), Objectives.Facts.class, "facts");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts must be JSON but were: " + json, e);
        }
    }
}
