package dev.evoka.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// A file that a spec names. Its path alone: then it comes with the spec. Or a place where each machine finds it
/// itself, with the digest of its content: `{url: https://…, sha256: …}` or `{path: /mnt/…, sha256: …}`.
///
/// @param path path, absolute if there is a digest
/// @param url address of http or https
/// @param sha256 SHA-256 digest of the content, in hexadecimal
public record FileSpec(Optional<String> path, Optional<URI> url, Optional<String> sha256) {

    public FileSpec {
        if (path.isPresent() == url.isPresent()) {
            throw new IllegalArgumentException("must have either path or url");
        }
        if (sha256.filter(text -> !text.matches("[0-9a-f]{64}")).isPresent()) {
            throw new IllegalArgumentException(
                    "must have sha256 of 64 hexadecimal digits in lower case, as sha256sum says it, but has "
                            + sha256.get());
        }
        url.ifPresent(FileSpec::check);
        if (url.isPresent() && sha256.isEmpty()) {
            throw new IllegalArgumentException("must have sha256 beside url: sha256sum FILE says it");
        }
        if (sha256.isPresent() && path.filter(text -> !text.startsWith("/")).isPresent()) {
            throw new IllegalArgumentException(
                    "must have an absolute path beside sha256, since services have no such folder, but has "
                            + path.get());
        }
    }

    private static void check(URI url) {
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().matches("https?")) {
            throw new IllegalArgumentException("must have a url like https://host/file but has " + url);
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must have a url without user and password, since specs can be read by all who look at runs");
        }
    }

    /// A file that comes with its spec.
    public static FileSpec of(String path) {
        return new FileSpec(Optional.of(path), Optional.empty(), Optional.empty());
    }

    /// What names the file, for messages: of an address neither query nor fragment, which may be secret.
    public String name() {
        return path.or(() -> url.map(FileSpec::plain)).orElseThrow();
    }

    /// An address without query and fragment.
    public static String plain(URI url) {
        return url.toString().replaceFirst("[?#].*", "");
    }

    static final class Reader extends StdDeserializer<FileSpec> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(FileSpec.class);
        }

        @Override
        public FileSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            try {
                if (node.isTextual()) {
                    return of(node.asText());
                }
                if (!node.isObject()) {
                    throw new IllegalArgumentException(
                            "must be a path, or a mapping of url or path and sha256, but was "
                                    + BindingProblem.brief(node));
                }
                return new FileSpec(text(node, "path"), text(node, "url").map(Reader::address), text(node, "sha256"));
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, "file", e);
            }
        }

        private static Optional<String> text(JsonNode node, String key) {
            if (node.has(key) && !node.path(key).isTextual()) {
                throw new IllegalArgumentException(
                        "must have a text as %s but has %s".formatted(key, BindingProblem.brief(node.path(key))));
            }
            return Optional.ofNullable(node.path(key).textValue());
        }

        private static URI address(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("must have a url like https://host/file but has " + text, e);
            }
        }
    }

    static final class Writer extends StdSerializer<FileSpec> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(FileSpec.class);
        }

        @Override
        public void serialize(FileSpec value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (value.sha256().isEmpty()) {
                generator.writeString(value.path().orElseThrow());
                return;
            }
            generator.writeStartObject();
            generator.writeStringField(
                    value.url().isPresent() ? "url" : "path",
                    value.url().map(URI::toString).or(value::path).orElseThrow());
            generator.writeStringField("sha256", value.sha256().get());
            generator.writeEndObject();
        }
    }
}
