package dev.evoka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.schemas.Best;
import dev.evoka.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/// Other people's serializers and deserializers, put in by configuration.
class ValueSerdesTest {

    /// Writes the run's name and what it was configured with.
    public static final class Plain implements Serializer<Best>, Deserializer<Best> {
        private String mark = "";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            mark = "%s %s %s|".formatted(configs.get("mark"), configs.get("specific.avro.reader"), isKey);
        }

        @Override
        public byte[] serialize(String topic, Best value) {
            return (mark + value.getRun()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Best deserialize(String topic, byte[] bytes) {
            Best best = Samples.best();
            best.setRun(mark + new String(bytes, StandardCharsets.UTF_8));
            return best;
        }

        @Override
        public void close() {}
    }

    private static ValueSerdes with(Object serializer, Object deserializer) {
        return ValueSerdes.of(Map.of("value.serializer", serializer, "value.deserializer", deserializer, "mark", "A"));
    }

    @Test
    void classesAreReplacedByName() {
        ValueSerdes serdes = with(Plain.class.getName(), Plain.class.getName());
        assertThat(new String(serdes.serializer(Best.class).serialize("t", Samples.best()), StandardCharsets.UTF_8))
                .isEqualTo("A true false|r");
        assertThat(serdes.deserializer(Best.class)
                        .deserialize("t", new byte[] {'x'})
                        .getRun())
                .isEqualTo("A true false|x");
    }

    @Test
    void classesAreReplacedByThemselves() {
        ValueSerdes serdes = with(Plain.class, Plain.class);
        assertThat(serdes.serializer(Best.class)).isInstanceOf(Plain.class);
        assertThat(serdes.deserializer(Best.class)).isInstanceOf(Plain.class);
    }

    @Test
    void ourOwnMayBeNamedToo() {
        Map<String, Object> settings = Map.of(
                "value.serializer", AvroSerializer.class.getName(),
                "value.deserializer", AvroDeserializer.class.getName(),
                "schema.registry.url", "http://localhost:1");
        assertThat(ValueSerdes.of(settings).serializer(Best.class)).isInstanceOf(AvroSerializer.class);
        assertThat(ValueSerdes.of(settings).deserializer(Best.class)).isInstanceOf(AvroDeserializer.class);
    }

    @Test
    void saysThatAClassCannotBeUsed() {
        for (Object wrong : new Object[] {"org.example.Missing", "java.lang.String", Best.class}) {
            String name = wrong.toString();
            assertThatExceptionOfType(SpecException.class)
                    .isThrownBy(() -> with(wrong, wrong).serializer(Best.class))
                    .withMessage(
                            "value.serializer must name a Serializer that is on the class path and has a public constructor without arguments but was %s",
                            name);
            assertThatExceptionOfType(SpecException.class)
                    .isThrownBy(() -> with(wrong, wrong).deserializer(Best.class))
                    .withMessageStartingWith("value.deserializer must name a Deserializer that");
        }
    }

    @Test
    void saysThatTheAddressIsMissing() {
        String line = "schema.registry.url is missing: give the registry's address, like http://localhost:8081";
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> ValueSerdes.of(Map.of()).serializer(Best.class))
                .withMessage(line);
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> ValueSerdes.of(Map.of()).deserializer(Best.class))
                .withMessage(line);
    }
}
