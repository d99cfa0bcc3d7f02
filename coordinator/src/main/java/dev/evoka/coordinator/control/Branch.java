package dev.evoka.coordinator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What somebody wants of a branch: a new run that begins where another was.
///
/// @param generation generation of the other run; empty = its best
/// @param change what is other in the spec, as a JSON merge patch (RFC 7396): null takes a key away
/// @param spread deviation of the first candidates; empty = the step size that the other run had
/// @param submitter who wants it; empty if nobody said
public record Branch(OptionalLong generation, ObjectNode change, OptionalDouble spread, String submitter) {

    public Branch {
        if (generation.orElse(0) < 0) {
            throw new SpecException("generation must be ≥ 0 but was " + generation.getAsLong());
        }
        if (spread.isPresent() && !(spread.getAsDouble() > 0)) {
            throw new SpecException("spread must be > 0 but was " + spread.getAsDouble());
        }
    }

    /// Name of the new run, if the change gives none.
    String name(String parent) {
        String suffix = generation.isPresent() ? "-from-" + generation.getAsLong() : "-branch";
        return parent.substring(0, Math.min(parent.length(), 100 - suffix.length())) + suffix;
    }
}
