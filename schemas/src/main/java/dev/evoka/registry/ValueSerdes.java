package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.Settings;
import dev.evoka.spec.SpecException;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Makes the serializers and deserializers of values from a client's properties. The keys `value.serializer` and
/// `value.deserializer` put other classes in, for example Confluent's own. What is made here shares one registry
/// client, and what that has learned.
public final class ValueSerdes {

    static final String SERIALIZER = "value.serializer";
    static final String DESERIALIZER = "value.deserializer";

    static {
        TrustedRecords.trust();
    }

    private final Map<String, Object> configs;
    private @Nullable RegistryClient client;

    private ValueSerdes(Map<String, Object> configs) {
        this.configs = configs;
    }

    /// From a client's properties.
    public static ValueSerdes of(Map<String, ?> configs) {
        Map<String, Object> copy = new HashMap<>(configs);
        copy.putIfAbsent("specific.avro.reader", true);
        return new ValueSerdes(copy);
    }

    /// A serializer for records of this class.
    ///
    /// @throws SpecException if the properties are wrong, with key, value and remedy
    public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        Object other = configs.get(SERIALIZER);
        if (other == null) {
            return new AvroSerializer<>(SerdeConfig.of(new Settings(configs)), client());
        }
        @SuppressWarnings("unchecked") // the user says that the class writes Avro records
        Serializer<T> serializer = (Serializer<T>) instance(Serializer.class, other, type, SERIALIZER);
        serializer.configure(configs, false);
        return serializer;
    }

    /// A deserializer for records of this class.
    ///
    /// @throws SpecException if the properties are wrong, with key, value and remedy
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        Object other = configs.get(DESERIALIZER);
        if (other == null) {
            return new AvroDeserializer<>(type, client());
        }
        @SuppressWarnings("unchecked") // the user says that the class reads Avro records
        Deserializer<T> deserializer = (Deserializer<T>) instance(Deserializer.class, other, type, DESERIALIZER);
        deserializer.configure(configs, false);
        return deserializer;
    }

    private synchronized RegistryClient client() {
        RegistryClient known = client;
        if (known == null) {
            known = new RegistryClient(new Settings(configs));
            client = known;
        }
        return known;
    }

    private static <S> S instance(Class<S> wanted, Object name, Class<?> record, String key) {
        try {
            Class<?> type = name instanceof Class<?> given ? given : Class.forName(name.toString());
            return wanted.cast(make(type, record));
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new SpecException(
                    "%s must name a %s that is on the class path and has a public constructor without arguments but was %s"
                            .formatted(key, wanted.getSimpleName(), name),
                    e);
        }
    }

    /// Our own deserializer is told the class of the records; a foreign one finds it out by the schema's name.
    private static Object make(Class<?> type, Class<?> record) throws ReflectiveOperationException {
        for (Constructor<?> each : type.getConstructors()) {
            if (each.getParameterCount() == 1 && each.getParameterTypes()[0] == Class.class) {
                return each.newInstance(record);
            }
        }
        return type.getConstructor().newInstance();
    }
}
