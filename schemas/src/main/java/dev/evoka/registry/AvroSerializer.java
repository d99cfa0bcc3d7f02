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

    private @Nullable RegistryConfig config;
    private @Nullable RegistryClient client;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = RegistryConfig.of(configs);
        client = new RegistryClient(config);
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
        int identifier = client.identifier(config.subjects().subject(topic, schema), schema);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(identifier).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<T>(schema).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
