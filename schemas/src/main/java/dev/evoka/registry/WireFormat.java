package dev.evoka.registry;

/// Confluent's wire format: a zero byte, the schema's identifier as int32 big-endian, then the value in Avro binary.
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER = 1 + Integer.BYTES;

    private WireFormat() {}
}
