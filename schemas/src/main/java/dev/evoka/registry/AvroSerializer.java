package dev.evoka.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes specific records in Confluent's wire format: a zero byte, the schema's identifier as int32 big-endian, Avro
/// binary.
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private record Target<T>(String topic, Schema schema, byte[] header, SpecificDatumWriter<T> writer) {}

    private @Nullable RegistryConfig config;
    private volatile @Nullable Target<T> last;
    private @Nullable RegistryClient client;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = RegistryConfig.of(configs);
        client = new RegistryClient(config);
    }

    /// Comparing whole schemas takes longer than writing a record: what the last record needed is kept.
    private Target<T> target(RegistryConfig configured, RegistryClient registry, String topic, Schema schema) {
        Target<T> known = last;
        if (known != null && known.schema().equals(schema) && known.topic().equals(topic)) {
            return known;
        }
        int identifier = registry.identifier(configured.subjects().subject(topic, schema), schema);
        byte[] header = ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 0)
                .putInt(identifier)
                .array();
        Target<T> made = new Target<>(topic, schema, header, new SpecificDatumWriter<>(schema));
        last = made;
        return made;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's contract: null in, null out
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        if (client == null || config == null) {
            throw new IllegalStateException("configure was not called");
        }
        Schema schema = value.getSchema();
        Target<T> target = target(config, client, topic, schema);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(target.header());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            target.writer().write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
