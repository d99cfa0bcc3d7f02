package dev.evoka.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.registry.client.RegistryHttp.Question;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// Client of a schema registry that speaks Confluent's REST API. Schemas, identifiers and versions never change, so
/// they are kept for good; the newest version is asked for each time. Safe for several threads: no lock is held while
/// the registry is asked, so two threads may ask the same at the same time, and get the same answer.
public final class RegistryClient {

    private record Registration(String subject, Schema schema) {}

    private record Numbered(String subject, int version) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUBJECT_UNKNOWN = 40401;
    private static final int VERSION_UNKNOWN = 40402;
    private static final int SCHEMA_UNKNOWN = 40403;

    private final RegistryHttp http;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> identifiers = new ConcurrentHashMap<>();
    private final Map<Numbered, SchemaVersion> versions = new ConcurrentHashMap<>();

    /// A client for the registry that a client's properties name.
    ///
    /// @throws dev.evoka.spec.SpecException if they are wrong, with key, value and remedy
    public RegistryClient(Settings settings) {
        this.http = new RegistryHttp(RegistryConfig.of(settings));
    }

    /// Registers a schema under a subject, unless it is there, and returns its identifier.
    ///
    /// @throws RegistryException if the registry cannot be reached or refuses
    public int register(String subject, Schema schema) {
        return identifier(new Registration(subject, schema), "/versions");
    }

    /// The identifier of a schema that is registered under a subject.
    ///
    /// @throws RegistryException if it is not there, or the registry cannot be reached
    public int lookup(String subject, Schema schema) {
        try {
            return identifier(new Registration(subject, schema), "");
        } catch (RegistryException e) {
            if (e.code() == SUBJECT_UNKNOWN || e.code() == SCHEMA_UNKNOWN) {
                throw new RegistryException(
                        e.code(), e.getMessage() + ": register it, or set auto.register.schemas=true");
            }
            throw e;
        }
    }

    private int identifier(Registration wanted, String where) {
        Integer known = identifiers.get(wanted);
        if (known != null) {
            return known;
        }
        String body = JSON.createObjectNode()
                .put("schema", SchemaText.of(wanted.schema()))
                .toString();
        String what = "%s under subject %s".formatted(wanted.schema().getFullName(), wanted.subject());
        int id = whole(http.ask(new Question(path(wanted.subject()) + where, body, what)), "id", what);
        identifiers.put(wanted, id);
        return id;
    }

    /// The schema of an identifier.
    ///
    /// @throws RegistryException if it is unknown (code 40403), or the registry cannot be reached
    public Schema schema(int identifier) {
        Schema known = schemas.get(identifier);
        if (known != null) {
            return known;
        }
        String what = "schema " + identifier;
        Schema schema = schema(http.ask(new Question("/schemas/ids/" + identifier, "", what)), what);
        schemas.put(identifier, schema);
        return schema;
    }

    /// The newest version of a subject; empty if it has none.
    ///
    /// @throws RegistryException if the registry cannot be reached or refuses
    public Optional<SchemaVersion> latest(String subject) {
        try {
            return Optional.of(ask(subject, "latest"));
        } catch (RegistryException e) {
            if (e.code() == SUBJECT_UNKNOWN || e.code() == VERSION_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// A version of a subject.
    ///
    /// @throws RegistryException if it is unknown (code 40401 or 40402), or the registry cannot be reached
    public SchemaVersion version(String subject, int version) {
        Numbered wanted = new Numbered(subject, version);
        SchemaVersion known = versions.get(wanted);
        if (known != null) {
            return known;
        }
        SchemaVersion found = ask(subject, Integer.toString(version));
        versions.put(wanted, found);
        return found;
    }

    private SchemaVersion ask(String subject, String version) {
        String what = "version %s of subject %s".formatted(version, subject);
        JsonNode answer = http.ask(new Question(path(subject) + "/versions/" + version, "", what));
        return new SchemaVersion(
                subject, whole(answer, "version", what), whole(answer, "id", what), schema(answer, what));
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int whole(JsonNode answer, String field, String what) {
        if (!answer.path(field).isInt()) {
            throw new RegistryException(0, "the schema registry's answer to %s has no %s".formatted(what, field));
        }
        return answer.path(field).intValue();
    }

    private static Schema schema(JsonNode answer, String what) {
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new RegistryException("the schema registry's answer to %s is no Avro schema".formatted(what), e);
        }
    }
}
