package dev.evoka.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/// A run spec as the user wrote it, cut into the parts that other modules bind with a [SpecReader].
///
/// @param name short name: letters, digits, `-`, `_`, `.`
/// @param objective what is minimised; bound by the evaluator
/// @param parameters search space; bound by the coordinator
/// @param optimizer algorithm and its settings, empty if the coordinator shall choose; bound by the coordinator
/// @param stop stop conditions; bound by the coordinator
/// @param failures how many failed candidates are tolerated; bound by the coordinator
/// @param seed the run's seed: every draw is a function of it
/// @param folder folder of the spec file: relative paths in `objective` start here
public record RunSpec(
        String name,
        ObjectNode objective,
        ObjectNode parameters,
        ObjectNode optimizer,
        ObjectNode stop,
        ObjectNode failures,
        long seed,
        Path folder) {}
