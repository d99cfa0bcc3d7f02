package dev.evoka.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads run specs and binds their sections to records. Every error is a [SpecException] of one line that names the
/// path, the value and what would be right.
public final class SpecReader {

    private static final List<String> KEYS =
            List.of("name", "objective", "parameters", "optimizer", "stop", "failures", "seed");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new Durations.Reader())
                    .addSerializer(Duration.class, new Durations.Writer())
                    .addDeserializer(FileSpec.class, new FileSpec.Reader())
                    .addSerializer(FileSpec.class, new FileSpec.Writer()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SpecReader() {}

    /// Reads a spec file; relative paths in it start at its folder.
    public static RunSpec read(Path file) {
        String what = "spec file " + file;
        try {
            Path folder = file.toAbsolutePath().getParent();
            return parse(Files.readString(file), folder == null ? Path.of("") : folder, what);
        } catch (NoSuchFileException e) {
            throw new SpecException("there is no " + what, e);
        } catch (MalformedInputException e) {
            throw new SpecException(what + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new SpecException(
                    Files.isDirectory(file)
                            ? what + " is a folder: name a file"
                            : "%s cannot be read: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    /// Parses YAML (or JSON, which is YAML).
    public static RunSpec parse(String yaml, Path folder) {
        return parse(yaml, folder, "the spec");
    }

    private static RunSpec parse(String yaml, Path folder, String what) {
        try {
            JsonNode node = YAML.readTree(yaml);
            if (node == null || node.isMissingNode() || node.isNull()) {
                throw new SpecException(what + " is empty: it needs name, objective and stop");
            }
            if (!(node instanceof ObjectNode root)) {
                throw new SpecException("%s must be a mapping of keys to values but was: %s"
                        .formatted(what, BindingProblem.brief(node)));
            }
            return spec(root, folder);
        } catch (MismatchedInputException e) {
            throw new SpecException(
                    what + " must be one YAML document but has more: remove what follows a line ---", e);
        } catch (JsonProcessingException e) {
            throw new SpecException(what + " " + YamlProblem.message(e), e);
        }
    }

    /// Reads what [#canonicalJson] wrote.
    public static RunSpec fromJson(String json, Path folder) {
        return parse(json, folder);
    }

    private static RunSpec spec(ObjectNode root, Path folder) {
        for (String key : (Iterable<String>) root::fieldNames) {
            if (!KEYS.contains(key)) {
                throw new SpecException("%s is no key of a run spec%s".formatted(key, Suggestion.of(key, KEYS)));
            }
        }
        if (!root.has("name")) {
            throw new SpecException("name is missing");
        }
        String name = root.path("name").asText("");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new SpecException("name must be letters, digits, '-', '_' and '.', but was '%s'".formatted(name));
        }
        JsonNode seed = root.path("seed");
        if (!seed.isMissingNode() && !(seed.canConvertToExactIntegral() && seed.canConvertToLong())) {
            throw new SpecException("seed must be a whole number but was " + BindingProblem.brief(seed));
        }
        return new RunSpec(
                name,
                section(root, "objective", true),
                section(root, "parameters", false),
                section(root, "optimizer", false),
                section(root, "stop", true),
                section(root, "failures", false),
                seed.asLong(1),
                folder);
    }

    private static ObjectNode section(ObjectNode root, String key, boolean required) {
        JsonNode node = root.path(key);
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node.isMissingNode() && !required) {
            return JSON.createObjectNode();
        }
        throw new SpecException(
                node.isMissingNode()
                        ? key + " is missing"
                        : "%s must be a mapping of keys to values but was %s"
                                .formatted(key, BindingProblem.brief(node)));
    }

    /// The spec as JSON with sorted keys: the same spec gives the same text, however it was laid out.
    public static String canonicalJson(RunSpec spec) {
        Map<String, Object> root = new TreeMap<>();
        root.put("name", spec.name());
        root.put("objective", plain(spec.objective()));
        root.put("parameters", plain(spec.parameters()));
        root.put("optimizer", plain(spec.optimizer()));
        root.put("stop", plain(spec.stop()));
        root.put("failures", plain(spec.failures()));
        root.put("seed", spec.seed());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }

    private static Object plain(ObjectNode node) {
        return JSON.convertValue(node, TreeMap.class);
    }

    /// The section that a record would be bound from.
    ///
    /// @param extensions how to write types that are not Jackson's or ours
    public static ObjectNode tree(Record section, Module... extensions) {
        return mapper(extensions).valueToTree(section);
    }

    private static ObjectMapper mapper(Module... extensions) {
        return extensions.length == 0 ? JSON : JSON.copy().registerModules(extensions);
    }

    /// Binds a section to a record. If the record, or one in it, has a static method `defaults()`, absent keys take its
    /// values.
    ///
    /// @param path path of the section, for error messages
    /// @param extensions how to read and write types that are not Jackson's or ours
    public static <T extends Record> T bind(ObjectNode node, Class<T> type, String path, Module... extensions) {
        ObjectMapper mapper = mapper(extensions);
        return bindMerged(mapper, merged(mapper, node, type, path), type, path);
    }

    /// Binds a section to a record, with these defaults for absent keys.
    public static <T extends Record> T bind(ObjectNode node, T defaults, Class<T> type, String path) {
        ObjectNode merged = JSON.valueToTree(defaults);
        merged.setAll(merged(JSON, node, type, path));
        return bindMerged(JSON, merged, type, path);
    }

    /// The section with its defaults. Unknown keys are found here, before the record has something to say of others.
    private static ObjectNode merged(ObjectMapper mapper, ObjectNode node, Class<?> type, String path) {
        ObjectNode merged = mapper.createObjectNode();
        Map<String, RecordComponent> components = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(component.getName(), component);
        }
        defaults(type).ifPresent(defaults -> merged.setAll((ObjectNode) mapper.valueToTree(defaults)));
        node.properties().forEach(each -> {
            RecordComponent component = components.get(each.getKey());
            if (component == null) {
                throw new SpecException("%s.%s is no key of %s%s"
                        .formatted(
                                path,
                                each.getKey(),
                                path,
                                Suggestion.of(each.getKey(), List.copyOf(components.keySet()))));
            }
            merged.set(
                    each.getKey(),
                    each.getValue() instanceof ObjectNode section
                                    && recordOf(component.getGenericType()).isPresent()
                            ? merged(
                                    mapper,
                                    section,
                                    recordOf(component.getGenericType()).get(),
                                    path + "." + each.getKey())
                            : each.getValue());
        });
        return merged;
    }

    /// The record that a component is, or may be.
    private static Optional<Class<?>> recordOf(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return recordOf(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && plain.isRecord() ? Optional.of(plain) : Optional.empty();
    }

    private static <T extends Record> T bindMerged(ObjectMapper mapper, ObjectNode merged, Class<T> type, String path) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (!merged.has(component.getName())
                    && !component.getType().getSimpleName().startsWith("Optional")) {
                throw new SpecException("%s.%s is missing".formatted(path, component.getName()));
            }
        }
        try {
            return mapper.treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof SpecException nested) {
                throw nested; // an extension has said what is wrong, with its path
            }
            throw new SpecException(BindingProblem.message(e, merged, path), e);
        }
    }

    private static Optional<Object> defaults(Class<?> type) {
        try {
            Method defaults = type.getDeclaredMethod("defaults");
            defaults.setAccessible(true);
            return Optional.of(defaults.invoke(null));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ".defaults() must be static and must not fail", e);
        }
    }

    /// The keys of a record, in order.
    public static List<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
