package dev.evoka.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A key of a section.
///
/// @param name name
/// @param type its JSON Schema, without description and default
/// @param required true if a section without it is refused
/// @param fallback value that it has by default
/// @param meaning what it means
record Key(String name, ObjectNode type, boolean required, Optional<JsonNode> fallback, String meaning) {}
