package dev.evoka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.registry.client.Settings;
import dev.evoka.registry.server.MemoryRegistry;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the serializer writes and the deserializer reads, against the embedded registry.
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class AvroSerdesTest {

    private static final String TOPIC = "evoka.best";

    private MemoryRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = new MemoryRegistry();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Map<String, Object> settings() {
        return Map.of("schema.registry.url", registry.url(), "max.retries", 0);
    }

    private RegistryClient client() {
        return new RegistryClient(new Settings(settings()));
    }

    private <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        return ValueSerdes.of(settings()).deserializer(type);
    }

    private Serializer<Best> serializer() {
        return ValueSerdes.of(settings()).serializer(Best.class);
    }

    @Test
    void writesConfluentsWireFormat() {
        client().register("another-value", Schema.create(Schema.Type.STRING));
        byte[] bytes = serializer().serialize(TOPIC, Samples.best());
        assertThat(bytes).startsWith(0, 0, 0, 0, 2).endsWith("{\"x\": 1.5}".getBytes(StandardCharsets.UTF_8));
        assertThat(client().latest("evoka.best-value").orElseThrow().id()).isEqualTo(2);
    }

    @Test
    void readsWhatItHasWritten() {
        assertThat(deserializer(Best.class).deserialize(TOPIC, serializer().serialize(TOPIC, Samples.best())))
                .isEqualTo(Samples.best());
        Serializer<BlockFitness> fitness = ValueSerdes.of(settings()).serializer(BlockFitness.class);
        byte[] bytes = fitness.serialize("evoka.fitness", Samples.fitness());
        assertThat(deserializer(BlockFitness.class).deserialize("evoka.fitness", bytes))
                .isEqualTo(Samples.fitness());
    }

    @Test
    void readsLargeValues() {
        Serializer<BlockFitness> serializer = ValueSerdes.of(settings()).serializer(BlockFitness.class);
        Deserializer<BlockFitness> deserializer = deserializer(BlockFitness.class);
        for (int size : new int[] {200, 250, 256, 300, 5_000, 1_000_000}) {
            BlockFitness value = Samples.fitness();
            value.setEvaluator("e".repeat(size));
            value.setStatistics(ByteBuffer.wrap(new byte[size]));
            byte[] bytes = serializer.serialize("evoka.fitness", value);
            assertThat(deserializer.deserialize("evoka.fitness", bytes)).isEqualTo(value);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka's contract
    void nothingStaysNothing() {
        assertThat(serializer().serialize(TOPIC, null)).isNull();
        assertThat(deserializer(Best.class).deserialize(TOPIC, (byte[]) null)).isNull();
    }

    @Test
    void oneSerializerWritesToSeveralTopics() {
        Serializer<Best> serializer = serializer();
        for (int i = 0; i < 3; i++) {
            serializer.serialize("a", Samples.best());
            serializer.serialize("b", Samples.best());
        }
        assertThat(client().latest("a-value").orElseThrow().version()).isEqualTo(1);
        assertThat(client().latest("b-value").orElseThrow().version()).isEqualTo(1);
    }

    private static byte[] written(Schema schema, int id, GenericRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Test
    void readsValuesOfAnotherSchema() throws IOException {
        Schema newer = new Schema.Parser().parse("""
                {"type": "record", "name": "Best", "namespace": "dev.evoka.schemas", "fields": [
                  {"name": "unheard_of", "type": ["null", "string"], "default": null},
                  {"name": "parameters", "type": "string"}, {"name": "evaluations", "type": "long"},
                  {"name": "error", "type": "double"}, {"name": "candidate", "type": "int"},
                  {"name": "generation", "type": "int"}, {"name": "run", "type": "string"}]}""");
        GenericRecord value = new GenericData.Record(newer);
        value.put("unheard_of", "of");
        value.put("parameters", "{\"x\": 1.5}");
        value.put("evaluations", 40L);
        value.put("error", 0.25);
        value.put("candidate", 5);
        value.put("generation", 3);
        value.put("run", "r");
        int id = client().register("somebody-value", newer);
        assertThat(deserializer(Best.class).deserialize(TOPIC, written(newer, id, value)))
                .isEqualTo(Samples.best());
    }

    @Test
    void blamesTheValueForWhatIsNone() {
        byte[] good = serializer().serialize(TOPIC, Samples.best());
        Deserializer<Best> deserializer = deserializer(Best.class);
        for (byte[] bad : new byte[][] {
            {},
            {0, 0, 0},
            {1, 0, 0, 0, 1, 2},
            {0, 0, 0, 0, 99, 2},
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length + 1)
        }) {
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> deserializer.deserialize(TOPIC, bad))
                    .matches(e -> String.valueOf(e.getMessage()).lines().count() == 1);
        }
    }

    @Test
    void noBytesDoAnythingWorseThanThat() {
        byte[] good =
                ValueSerdes.of(settings()).serializer(BlockFitness.class).serialize("evoka.fitness", Samples.fitness());
        Deserializer<BlockFitness> deserializer = deserializer(BlockFitness.class);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                deserializer.deserialize("evoka.fitness", bytes);
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    @Test
    void doesNotBlameTheValueWhenTheRegistryIsDown() {
        byte[] good = serializer().serialize(TOPIC, Samples.best());
        Deserializer<Best> deserializer = deserializer(Best.class);
        registry.close();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> deserializer.deserialize(TOPIC, good))
                .withMessageContaining("cannot be reached");
    }
}
