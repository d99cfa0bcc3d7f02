package dev.evoka.registry.client;

import org.apache.avro.Schema;

/// A version of a subject.
///
/// @param version counted from 1
/// @param id identifier that stands before each value written with the schema
public record SchemaVersion(String subject, int version, int id, Schema schema) {}
