package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request is refused: becomes problem details (RFC 9457).
final class Problem extends RuntimeException {

    /// A message about a spec begins with the path of what is wrong.
    private static final Pattern FIELD = Pattern.compile(
            "^((?:name|objective|parameters|optimizer|stop|failures|seed)" + "(?:\\.[A-Za-z0-9_-]+)*)[ :].*",
            Pattern.DOTALL);

    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String title;
    private final Optional<String> field;

    private Problem(int status, String title, String detail, Optional<String> field) {
        super(detail);
        this.status = status;
        this.title = title;
        this.field = field;
    }

    int status() {
        return status;
    }

    /// A parameter or field of the request is wrong.
    static Problem badRequest(String field, String detail) {
        return new Problem(400, "Bad request", detail, Optional.of(field));
    }

    /// The body cannot be read.
    static Problem unreadable(String detail) {
        return new Problem(400, "Bad request", detail, Optional.empty());
    }

    /// Nobody said who asks.
    static Problem unauthorized() {
        return new Problem(
                401, "Unauthorized", "this needs a token: send the header Authorization: Bearer …", Optional.empty());
    }

    /// Whoever asks may not.
    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail, Optional.empty());
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail, Optional.empty());
    }

    static Problem methodNotAllowed(String method, String allowed) {
        return new Problem(
                405,
                "Method not allowed",
                "%s is not allowed here, only %s".formatted(method, allowed),
                Optional.empty());
    }

    /// The run is in no state for it.
    static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail, Optional.empty());
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "Content too large", detail, Optional.empty());
    }

    /// The spec is wrong.
    static Problem invalid(SpecException wrong) {
        String detail = String.valueOf(wrong.getMessage());
        Matcher matcher = FIELD.matcher(detail);
        return new Problem(
                422, "Invalid", detail, matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty());
    }

    /// Not now.
    static Problem unavailable(String detail) {
        return new Problem(503, "Unavailable", detail, Optional.empty());
    }

    static Problem failed(String detail) {
        return new Problem(500, "Internal error", detail, Optional.empty());
    }

    Response response(String path) {
        ObjectNode body = Json.object();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("instance", path);
        field.ifPresent(name -> body.put("field", name));
        Response.Whole answer = Response.of(status, "application/problem+json", Json.bytes(body));
        return status == UNAUTHORIZED ? Response.with(answer, "WWW-Authenticate", "Bearer") : answer;
    }
}
