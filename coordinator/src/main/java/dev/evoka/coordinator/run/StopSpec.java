package dev.evoka.coordinator.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;

/// Section `stop` of the run spec.
final class StopSpec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StopSpec() {}

    static StopConditions conditions(ObjectNode section) {
        return SpecReader.bind(section, StopConditions.class, "stop");
    }

    /// Of a section in JSON.
    static StopConditions conditions(String json) {
        try {
            return conditions((ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new SpecException("stop must be a JSON object but was " + json, e);
        }
    }
}
