package dev.evoka.topics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/// The part of `docs/topics.md` that follows from the code: a section for each topic.
final class TopicsPage {

    /// Stands before the part that is written here; what is above it is written by hand.
    static final String MARK = "<!-- From here on this page is written by TopicsPageTest. -->";

    private TopicsPage() {}

    static String sections() {
        return List.of(Topic.values()).stream().map(TopicsPage::section).collect(Collectors.joining("\n"));
    }

    private static String section(Topic topic) {
        StringBuilder text = new StringBuilder("## %s\n\n".formatted(topic.topicName()));
        Schema schema = topic.schema();
        text.append("`%s`: %s\n".formatted(schema.getFullName(), escaped(schema.getDoc())));
        text.append("\n- key: %s, a string in UTF-8\n".formatted(topic.key()));
        text.append("- partitions: %s\n".formatted(partitions(topic)));
        text.append("- created with `%s`\n"
                .formatted(topic.settings().entrySet().stream()
                        .map(Map.Entry::toString)
                        .collect(Collectors.joining("`, `"))));
        text.append("- checked: %s\n".formatted(checked(topic)));
        text.append("\n| field | type | meaning |\n|---|---|---|\n");
        schema.getFields()
                .forEach(field -> text.append(
                        "| `%s` | %s | %s |\n".formatted(field.name(), type(field), escaped(meaning(field)))));
        return text.toString();
    }

    private static String partitions(Topic topic) {
        return switch (topic) {
            case CANDIDATES -> "one for each slot, 16 unless `--slots` says otherwise";
            case RUNS, FITNESS -> topic.partitions(0) + "; `evoka.runs` and `evoka.fitness` must have equally many";
            case UPDATES, ARTIFACTS, PROGRESS, BEST, EVALUATORS, DEAD_LETTERS ->
                topic.partitions(0) + ", any number does";
        };
    }

    private static String checked(Topic topic) {
        String size = ", `max.message.bytes` ≥ " + Topic.LEAST_MESSAGE_BYTES;
        String policy = "`cleanup.policy` is %s".formatted(topic.keeping().policy());
        String hours =
                Long.toString(TimeUnit.MILLISECONDS.toHours(topic.keeping().leastRetention()));
        return policy
                + switch (topic.keeping()) {
                    case NEWEST -> "";
                    case SHORT, LONG -> ", `retention.ms` is -1 or at least %s h".formatted(hours);
                    case ALL -> ", `retention.ms` and `retention.bytes` are -1";
                }
                + size;
    }

    private static String meaning(Schema.Field field) {
        Schema schema = field.schema();
        String symbols = schema.getType() == Schema.Type.ENUM
                ? " " + schema.getDoc() + " One of " + String.join(", ", schema.getEnumSymbols()) + "."
                : "";
        String absent = field.hasDefaultValue() ? " Default: %s.".formatted(absent(field)) : "";
        return field.doc() + symbols + absent;
    }

    private static String absent(Schema.Field field) {
        if (field.defaultVal() instanceof JsonProperties.Null) {
            return "null";
        }
        String value = field.defaultVal() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : String.valueOf(field.defaultVal());
        return value.isEmpty() ? "empty" : value;
    }

    private static String type(Schema.Field field) {
        return type(field.schema());
    }

    private static String type(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return schema.getType().getName() + " (" + logical.getName() + ")";
        }
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(TopicsPage::type).collect(Collectors.joining(" or "));
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM, FIXED -> schema.getName();
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getType().getName();
        };
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
