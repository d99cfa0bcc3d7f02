package dev.evoka.coordinator.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A request, taken apart.
///
/// @param method GET, POST, …
/// @param path decoded parts of the path
/// @param query decoded parameters
/// @param headers the first value of each header, by its name in lower case
/// @param body what is sent
/// @param caller who asks
record Request(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        InputStream body,
        Caller caller) {

    /// Largest body of a request that is no file.
    private static final int LARGEST_BODY = 4 << 20;

    static List<String> path(URI uri) {
        return Arrays.stream(uri.getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String each : uri.getRawQuery().split("&", -1)) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(each.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("wrong percent sign in " + part);
        }
    }

    /// A header.
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// A parameter; empty if it is absent or blank.
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /// A parameter that is a whole number.
    ///
    /// @throws Problem if it is none, or out of range
    long number(String name, long absent, long least, long most) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Problem.badRequest(name, "%s must be a whole number but was %s".formatted(name, text.get()));
        }
        throw Problem.badRequest(name, "%s must be from %d to %d but was %s".formatted(name, least, most, text.get()));
    }

    /// Size of the body as the client said.
    OptionalLong length() {
        try {
            return header("content-length")
                    .map(Long::parseLong)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            throw Problem.unreadable("the header Content-Length is no number");
        }
    }

    /// The whole body.
    ///
    /// @throws Problem if it is too large
    byte[] whole() throws IOException {
        if (length().orElse(0) > LARGEST_BODY) {
            throw Problem.tooLarge("the body must be ≤ %d bytes but is larger".formatted(LARGEST_BODY));
        }
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw Problem.tooLarge("the body must be ≤ %d bytes but is larger".formatted(LARGEST_BODY));
        }
        return bytes;
    }
}
