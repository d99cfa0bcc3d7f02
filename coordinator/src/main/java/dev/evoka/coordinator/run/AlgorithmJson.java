package dev.evoka.coordinator.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;

/// How an algorithm is written in a spec: by its name, or as a mapping with its name at `algorithm` and its settings.
public final class AlgorithmJson {

    static final String KEY = "algorithm";

    private AlgorithmJson() {}

    /// For settings that are algorithms themselves.
    public static Module module() {
        return new SimpleModule()
                .addDeserializer(Algorithm.class, new Reader())
                .addSerializer(Algorithm.class, new Writer());
    }

    /// The algorithm of a section.
    ///
    /// @param path path of the section, for error messages
    static Algorithm read(ObjectNode section, String path) {
        Algorithm defaults = named(section.path(KEY).asText(""), path + "." + KEY);
        ObjectNode settings = section.deepCopy();
        settings.remove(KEY);
        return (Algorithm) SpecReader.bind(settings, record(defaults), path, module());
    }

    private static Algorithm named(String name, String path) {
        return Algorithms.named(name)
                .orElseThrow(() -> new SpecException("%s must be one of %s but was '%s'%s"
                        .formatted(
                                path,
                                String.join(", ", Algorithms.names()),
                                name,
                                Suggestion.near(name, Algorithms.names()))))
                .defaults();
    }

    private static Class<? extends Record> record(Algorithm algorithm) {
        if (!(algorithm instanceof Record)) {
            throw new IllegalStateException(algorithm.getClass() + " must be a record");
        }
        return algorithm.getClass().asSubclass(Record.class);
    }

    private static final class Reader extends JsonDeserializer<Algorithm> {
        @Override
        public Algorithm deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String path = "optimizer" + path(parser);
            JsonNode node = parser.readValueAsTree();
            if (node.isTextual()) {
                return named(node.asText(), path);
            }
            if (node instanceof ObjectNode section) {
                return read(section, path);
            }
            throw new SpecException(
                    "%s must be an algorithm's name or a mapping with its settings but was %s".formatted(path, node));
        }

        /// As in `.members[1]`.
        private static String path(JsonParser parser) {
            return parser.getParsingContext()
                    .pathAsPointer()
                    .toString()
                    .replaceAll("/([0-9]+)", "[$1]")
                    .replace('/', '.');
        }
    }

    /// Within another algorithm's settings, those that have their defaults are left out; alone, all are written.
    private static final class Writer extends JsonSerializer<Algorithm> {
        @Override
        public void serialize(Algorithm algorithm, JsonGenerator json, SerializerProvider provider) throws IOException {
            Algorithms known = Arrays.stream(Algorithms.values())
                    .filter(each -> each.defaults().getClass() == algorithm.getClass())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(algorithm.getClass() + " has no name"));
            boolean alone = json.getOutputContext().inRoot();
            if (!alone && known.defaults().equals(algorithm)) {
                json.writeString(known.specName());
                return;
            }
            json.writeStartObject();
            if (!alone) {
                json.writeStringField(KEY, known.specName());
            }
            for (RecordComponent component : record(algorithm).getRecordComponents()) {
                Object value = value(component, algorithm);
                if (alone || !Objects.equals(value, value(component, known.defaults()))) {
                    provider.defaultSerializeField(component.getName(), value, json);
                }
            }
            json.writeEndObject();
        }

        private static Object value(RecordComponent component, Algorithm algorithm) {
            try {
                return component.getAccessor().invoke(algorithm);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's accessor must not fail", e);
            }
        }
    }
}
