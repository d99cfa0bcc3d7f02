package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.registry.client.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads specific records in Confluent's wire format; a value of an older or newer schema is resolved to the class's
/// own. Throws `SerializationException` when the value is to blame, [RegistryException] when the registry is.
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int SCHEMA_UNKNOWN = 40403;

    static {
        TrustedRecords.trust();
    }

    private final Schema own;
    private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient client;

    /// For Kafka or [ValueSerdes], who call [#configure].
    public AvroDeserializer(Class<T> type) {
        this.own = SpecificData.get().getSchema(type);
    }

    AvroDeserializer(Class<T> type, RegistryClient client) {
        this(type);
        this.client = client;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        client = new RegistryClient(new Settings(configs));
    }

    /// Resolving two schemas takes longer than reading a record: readers are kept, and are safe for several threads.
    private SpecificDatumReader<T> reader(int identifier) {
        SpecificDatumReader<T> known = readers.get(identifier);
        if (known != null) {
            return known;
        }
        if (client == null) {
            throw new IllegalStateException("configure was not called");
        }
        SpecificDatumReader<T> made = new SpecificDatumReader<>(written(client, identifier), own);
        readers.put(identifier, made);
        return made;
    }

    private Schema written(RegistryClient registry, int identifier) {
        try {
            return registry.schema(identifier);
        } catch (RegistryException e) {
            if (e.code() == SCHEMA_UNKNOWN) {
                throw new SerializationException("no %s: %s".formatted(own.getName(), e.getMessage()), e);
            }
            throw e;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's contract: null in, null out
    public T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < WireFormat.HEADER || bytes[0] != WireFormat.MAGIC) {
            throw new SerializationException("no value in Confluent's wire format (%d bytes)".formatted(bytes.length));
        }
        SpecificDatumReader<T> reader = reader(ByteBuffer.wrap(bytes).getInt(1));
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER, bytes.length - WireFormat.HEADER, null);
        try {
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over");
            }
            return value;
        } catch (IOException | RuntimeException e) {
            // Avro throws whatever the bytes lead it to, UnsupportedOperationException for a length among them.
            throw new SerializationException("no %s: %s".formatted(own.getName(), e.getMessage()), e);
        }
    }
}
