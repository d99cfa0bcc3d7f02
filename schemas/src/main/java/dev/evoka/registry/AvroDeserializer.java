package dev.evoka.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads specific records in Confluent's wire format; a value of an older or newer schema is resolved to the class's
/// own.
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int HEADER = 1 + Integer.BYTES;

    private final Schema reader;
    private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient client;

    public AvroDeserializer(Class<T> type) {
        this.reader = SpecificData.get().getSchema(type);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        client = new RegistryClient(RegistryConfig.of(configs));
    }

    /// Resolving two schemas takes longer than reading a record: readers are kept, and are safe for several threads.
    private SpecificDatumReader<T> codec(RegistryClient registry, int identifier) {
        SpecificDatumReader<T> known = readers.get(identifier);
        if (known != null) {
            return known;
        }
        SpecificDatumReader<T> made = new SpecificDatumReader<>(registry.schema(identifier), reader);
        readers.put(identifier, made);
        return made;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's contract: null in, null out
    public T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (client == null) {
            throw new IllegalStateException("configure was not called");
        }
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new SerializationException("no value in Confluent's wire format (%d bytes)".formatted(bytes.length));
        }
        int identifier = ByteBuffer.wrap(bytes).getInt(1);
        try {
            return codec(client, identifier)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("no %s: %s".formatted(reader.getName(), e.getMessage()), e);
        }
    }
}
