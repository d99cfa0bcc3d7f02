package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/// What is promised of every schema: it is documented, and reads what the first one wrote.
class SchemaPromisesTest {

    /// Everything in a schema that has no documentation, by name.
    static List<String> undocumented(Schema schema) {
        List<String> found = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> {
                addIfBlank(schema.getDoc(), schema.getName(), found);
                for (Schema.Field field : schema.getFields()) {
                    addIfBlank(field.doc(), schema.getName() + "." + field.name(), found);
                    found.addAll(undocumented(field.schema()));
                }
            }
            case ENUM -> addIfBlank(schema.getDoc(), schema.getName(), found);
            case ARRAY -> found.addAll(undocumented(schema.getElementType()));
            case MAP -> found.addAll(undocumented(schema.getValueType()));
            case UNION -> schema.getTypes().forEach(each -> found.addAll(undocumented(each)));
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
        return found;
    }

    private static void addIfBlank(String doc, String name, List<String> found) {
        if (doc == null || doc.isBlank()) {
            found.add(name);
        }
    }

    private static Optional<String> incompatibility(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? Optional.empty()
                : Optional.of(pair.getResult().getIncompatibilities().toString());
    }

    @Test
    void everyRecordAndFieldIsDocumented() throws IOException {
        Map<String, Schema> schemas = SchemaFiles.in(SchemaFiles.NOW);
        assertThat(schemas).hasSizeGreaterThanOrEqualTo(6);
        schemas.forEach(
                (file, schema) -> assertThat(undocumented(schema)).as(file).isEmpty());
    }

    @Test
    void aMissingDocumentationIsFound() {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "R", "doc": "R.", "fields": [
                  {"name": "a", "type": "int"},
                  {"name": "b", "doc": "B.", "type": ["null", {"type": "enum", "name": "E", "symbols": ["X"]}]},
                  {"name": "c", "doc": "C.", "type": {"type": "array", "items":
                    {"type": "record", "name": "S", "fields": [{"name": "d", "type": "int", "doc": " "}]}}}]}""");
        assertThat(undocumented(schema)).containsExactly("R.a", "E", "S", "S.d");
    }

    @Test
    void everySchemaReadsWhatTheFirstOneWrote() throws IOException {
        Map<String, Schema> first = SchemaFiles.in(SchemaFiles.FIRST);
        Map<String, Schema> now = SchemaFiles.in(SchemaFiles.NOW);
        assertThat(first.keySet())
                .contains(
                        "Best.avsc",
                        "BlockFitness.avsc",
                        "CandidateBlock.avsc",
                        "DeadLetter.avsc",
                        "Progress.avsc",
                        "Run.avsc");
        assertThat(now.keySet()).containsAll(first.keySet());
        first.forEach((file, schema) -> assertThat(incompatibility(now.getOrDefault(file, schema), schema))
                .as(file)
                .isEmpty());
    }

    @Test
    void aBrokenPromiseIsFound() throws IOException {
        Schema first = SchemaFiles.in(SchemaFiles.FIRST).values().iterator().next();
        Schema broken = Schema.createRecord(
                first.getName(),
                "",
                first.getNamespace(),
                false,
                List.of(new Schema.Field("more", Schema.create(Schema.Type.INT))));
        assertThat(incompatibility(broken, first))
                .hasValueSatisfying(why -> assertThat(why).contains("more"));
    }

    @Test
    void everyTopicHasItsSchemaFile() throws IOException {
        Map<String, Schema> now = SchemaFiles.in(SchemaFiles.NOW);
        for (Topic topic : Topic.values()) {
            assertThat(now).containsKey(topic.schema().getName() + ".avsc");
            assertThat(topic.schema().getDoc()).contains("Topic " + topic.topicName());
        }
    }
}
