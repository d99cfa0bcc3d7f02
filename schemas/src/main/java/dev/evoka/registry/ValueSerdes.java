package dev.evoka.registry;

import dev.evoka.schemas.Run;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// Makes the serializers and deserializers of values from a client's properties. The keys `value.serializer` and
/// `value.deserializer` put other classes in, for example Confluent's own.
public final class ValueSerdes {

    private static final String SERIALIZER = "value.serializer";
    private static final String DESERIALIZER = "value.deserializer";

    // Avro makes instances of trusted classes only: ours are.
    static {
        String ours = Run.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(ours)));
    }

    private final Map<String, Object> configs;

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
    public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
        Object other = configs.get(SERIALIZER);
        @SuppressWarnings("unchecked") // the user says that the class writes Avro records
        Serializer<T> serializer =
                other == null ? new AvroSerializer<T>() : (Serializer<T>) instance(other, SERIALIZER);
        serializer.configure(configs, false);
        return serializer;
    }

    /// A deserializer for records of this class.
    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        Object other = configs.get(DESERIALIZER);
        @SuppressWarnings("unchecked") // the user says that the class reads Avro records
        Deserializer<T> deserializer =
                other == null ? new AvroDeserializer<>(type) : (Deserializer<T>) instance(other, DESERIALIZER);
        deserializer.configure(configs, false);
        return deserializer;
    }

    private static Object instance(Object name, String key) {
        try {
            Class<?> type = name instanceof Class<?> given ? given : Class.forName(name.toString());
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("%s names a class that cannot be used: %s".formatted(key, name), e);
        }
    }
}
