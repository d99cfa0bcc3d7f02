package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.registry.client.SchemaVersion;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/// How values of one schema are written to one topic.
///
/// @param schema the records' own schema
/// @param header the bytes before each value: zero, and the identifier of the registered schema
/// @param writer writes what the registered schema says
record Encoding<T>(String topic, Schema schema, byte[] header, DatumWriter<T> writer) {

    static {
        TrustedRecords.trust();
    }

    /// Asks the registry.
    static <T> Encoding<T> of(SerdeConfig config, RegistryClient client, String topic, Schema schema) {
        String subject = config.subjects().subject(topic, schema);
        return switch (config.choice()) {
            case REGISTER -> own(topic, schema, client.register(subject, schema));
            case LOOK_UP -> own(topic, schema, client.lookup(subject, schema));
            case LATEST -> latest(topic, schema, subject, client);
        };
    }

    /// Whether it is for this topic and this very schema object.
    @SuppressWarnings("ReferenceEquality") // a look at each field for each record would cost more than writing it
    boolean fits(String wantedTopic, Schema wanted) {
        return schema == wanted && topic.equals(wantedTopic);
    }

    private static <T> Encoding<T> own(String topic, Schema schema, int identifier) {
        return new Encoding<>(topic, schema, header(identifier), new SpecificDatumWriter<>(schema));
    }

    private static <T> Encoding<T> latest(String topic, Schema schema, String subject, RegistryClient client) {
        SchemaVersion latest = client.latest(subject)
                .orElseThrow(() -> new RegistryException(
                        0,
                        "subject %s has no schema to use: register one, or set %s=false"
                                .formatted(subject, SerdeConfig.USE_LATEST)));
        if (sameBytes(latest.schema(), schema)) {
            return own(topic, schema, latest.id());
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(latest.schema(), schema);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new RegistryException(
                    0,
                    "version %d of subject %s cannot read what %s writes (%s): register a schema that can, or set %s=false"
                            .formatted(
                                    latest.version(),
                                    subject,
                                    schema.getFullName(),
                                    pair.getResult().getIncompatibilities(),
                                    SerdeConfig.USE_LATEST));
        }
        return new Encoding<>(topic, schema, header(latest.id()), new ResolvingWriter<>(schema, latest.schema()));
    }

    private static boolean sameBytes(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    private static byte[] header(int identifier) {
        return ByteBuffer.allocate(WireFormat.HEADER)
                .put(WireFormat.MAGIC)
                .putInt(identifier)
                .array();
    }
}
