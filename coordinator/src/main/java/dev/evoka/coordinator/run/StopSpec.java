package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.spec.SpecReader;

/// Section `stop` of the run spec.
final class StopSpec {

    private StopSpec() {}

    static StopConditions conditions(ObjectNode section) {
        return SpecReader.bind(section, StopConditions.class, "stop");
    }
}
