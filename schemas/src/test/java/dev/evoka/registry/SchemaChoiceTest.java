package dev.evoka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.registry.client.Settings;
import dev.evoka.registry.server.MemoryRegistry;
import dev.evoka.schemas.Best;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Topic;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which schema and subject a value is written under.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SchemaChoiceTest {

    private static final String TOPIC = "evoka.best";
    private static final String SUBJECT = "evoka.best-value";
    private static final String HEAD =
            "{\"type\": \"record\", \"name\": \"Best\", \"namespace\": \"dev.evoka.schemas\", ";

    private MemoryRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void open() throws IOException {
        registry = new MemoryRegistry();
        client = new RegistryClient(new Settings(settings()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Map<String, Object> settings(String... keysAndValues) {
        Map<String, Object> settings = new HashMap<>(Map.of("schema.registry.url", registry.url(), "max.retries", 0));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    private byte[] write(String... keysAndValues) {
        Serializer<Best> serializer = ValueSerdes.of(settings(keysAndValues)).serializer(Best.class);
        return serializer.serialize(TOPIC, Samples.best());
    }

    private void registersUnder(String subject, String strategy) {
        write("value.subject.name.strategy", strategy);
        assertThat(client.latest(subject)).isPresent();
    }

    @Test
    void subjectsAreNamedByConfluentsStrategies() {
        write();
        assertThat(client.latest(SUBJECT)).isPresent();
        registersUnder("dev.evoka.schemas.Best", "RecordNameStrategy");
        registersUnder(
                "evoka.best-dev.evoka.schemas.Best", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> write("value.subject.name.strategy", "org.example.Mine"))
                .withMessage(
                        "value.subject.name.strategy must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy but was org.example.Mine");
    }

    @Test
    void withoutRegistrationTheSchemaMustBeThere() throws IOException {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> write("auto.register.schemas", "false"))
                .withMessageEndingWith("register it, or set auto.register.schemas=true");
        assertThat(client.latest(SUBJECT)).isEmpty();
        int id = client.register(SUBJECT, new Schema.Parser().parse(new File("src/main/avro/Best.avsc")));
        assertThat(write("auto.register.schemas", "false")).startsWith(0, 0, 0, 0, id);
    }

    @Test
    void theNewestSchemaIsUsedIfItReadsOurs() throws IOException {
        Schema newest = new Schema.Parser().parse(HEAD + """
                "fields": [{"name": "parameters", "type": "string"},
                  {"name": "place", "type": "string", "default": "here"},
                  {"name": "generation", "type": "double"}, {"name": "run", "type": "string"}]}""");
        int id = client.register(SUBJECT, newest);
        byte[] bytes = write("use.latest.version", "true");
        assertThat(bytes).startsWith(0, 0, 0, 0, id);
        GenericRecord read = new GenericDatumReader<GenericRecord>(newest)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(read)
                .hasToString(
                        "{\"parameters\": \"{\\\"x\\\": 1.5}\", \"place\": \"here\", \"generation\": 3.0, \"run\": \"r\"}");
    }

    @Test
    void theNewestSchemaIsOursInOtherWords() throws IOException {
        Schema newest = new Schema.Parser()
                .parse(Best.getClassSchema().toString().replace("Identifier of the run", "Which run"));
        assertThat(newest.toString()).contains("Which run");
        int id = client.register(SUBJECT, newest);
        byte[] bytes = write("use.latest.version", "true");
        assertThat(bytes).startsWith(0, 0, 0, 0, id);
        assertThat(ValueSerdes.of(settings()).deserializer(Best.class).deserialize(TOPIC, bytes))
                .isEqualTo(Samples.best());
    }

    @Test
    void saysThatTheNewestSchemaCannotReadOurs() {
        client.register(SUBJECT, new Schema.Parser().parse(HEAD + """
                "fields": [{"name": "speed", "type": "int"}]}"""));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> write("use.latest.version", "true"))
                .withMessageStartingWith(
                        "version 1 of subject evoka.best-value cannot read what dev.evoka.schemas.Best writes (")
                .withMessageContaining("speed")
                .withMessageEndingWith("): register a schema that can, or set use.latest.version=false")
                .matches(e -> String.valueOf(e.getMessage()).lines().count() == 1);
    }

    @Test
    void saysThatThereIsNoNewestSchema() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> write("use.latest.version", "true"))
                .withMessage(
                        "subject evoka.best-value has no schema to use: register one, or set use.latest.version=false");
    }

    @Test
    void refusesTwoChoicesAtOnce() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> write("use.latest.version", "true", "auto.register.schemas", "true"))
                .withMessage(
                        "use.latest.version=true and auto.register.schemas=true exclude each other: set one of them to false");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> write("use.latest.version", "yes"))
                .withMessage("use.latest.version must be true or false but was yes");
    }

    @Test
    void theCheckAtTheStartRegistersTheSchemasOfAllTopics() {
        SchemaCheck.ensure(settings());
        for (Topic topic : Topic.values()) {
            assertThat(client.latest(topic.topicName() + "-value")).isPresent();
        }
    }

    @Test
    void theCheckAtTheStartLeavesOtherSerializersAlone() {
        registry.close();
        SchemaCheck.ensure(settings("value.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer"));
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> SchemaCheck.ensure(settings()));
    }
}
