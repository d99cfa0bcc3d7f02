package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes specific records in Confluent's wire format. Safe for several threads once it is configured.
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private record Place(String topic, Schema schema) {}

    private record Configured(SerdeConfig config, RegistryClient client) {}

    private final Map<Place, Encoding<T>> encodings = new ConcurrentHashMap<>();
    private @Nullable Configured configured;
    private volatile @Nullable Encoding<T> last;

    /// For Kafka, which calls [#configure].
    public AvroSerializer() {}

    AvroSerializer(SerdeConfig config, RegistryClient client) {
        configured = new Configured(config, client);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Settings settings = new Settings(configs);
        configured = new Configured(SerdeConfig.of(settings), new RegistryClient(settings));
    }

    /// Comparing whole schemas takes longer than writing a record: what the last record needed is kept, and found by
    /// identity.
    private Encoding<T> encoding(String topic, Schema schema) {
        Encoding<T> known = last;
        if (known != null && known.fits(topic, schema)) {
            return known;
        }
        Place place = new Place(topic, schema);
        Encoding<T> found = encodings.get(place);
        if (found == null) {
            if (configured == null) {
                throw new IllegalStateException("configure was not called");
            }
            found = Encoding.of(configured.config(), configured.client(), topic, schema);
            encodings.put(place, found);
        }
        last = found;
        return found;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's contract: null in, null out
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        Encoding<T> encoding = encoding(topic, value.getSchema());
        ByteSink bytes = new ByteSink(256);
        bytes.write(encoding.header(), 0, WireFormat.HEADER);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            encoding.writer().write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
