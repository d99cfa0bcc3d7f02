package dev.evoka.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLException;

/// What a registry's answer, or its silence, means: a value, something to try again, or a line for the user.
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /// The answer's body.
    ///
    /// @throws IOException if it is worth to try again
    /// @throws RegistryException if the registry refuses
    static JsonNode of(HttpResponse<String> response, Endpoint endpoint, String what) throws IOException {
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            throw new IOException("HTTP " + status + message(response.body()));
        }
        if (status == 401 || status == 403) {
            throw new RegistryException(
                    status,
                    "schema registry %s refuses %s: HTTP %d%s: set %s and %s, or %s and %s"
                            .formatted(
                                    endpoint,
                                    what,
                                    status,
                                    message(response.body()),
                                    Credentials.BASIC_SOURCE,
                                    Credentials.USER_INFO,
                                    Credentials.BEARER_SOURCE,
                                    Credentials.TOKEN));
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new RegistryException(
                    "%s is no schema registry: it answers HTTP %d without JSON: correct %s"
                            .formatted(endpoint, status, RegistryConfig.URL),
                    e);
        }
        if (status >= 300) {
            int code = body.path("error_code").asInt(status);
            throw new RegistryException(
                    code,
                    "schema registry %s refuses %s%s (%d)%s"
                            .formatted(endpoint, what, message(response.body()), code, remedy(code)));
        }
        return body;
    }

    private static String message(String body) {
        try {
            String message = JSON.readTree(body).path("message").asText("").replaceAll("\\s+", " ");
            return message.isEmpty() ? "" : ": " + message;
        } catch (JsonProcessingException e) {
            return ""; // a page of some server in between
        }
    }

    private static String remedy(int code) {
        return switch (code) {
            case 409 ->
                ": another version of Evoka has registered a schema that does not go with this one:"
                        + " use that version, or another topic or registry";
            case 42205 -> ": the registry is read-only: set its mode, or auto.register.schemas=false";
            default -> "";
        };
    }

    /// A certificate does not become better by trying again.
    static void refuseToRepeat(Endpoint endpoint, IOException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                throw new RegistryException(
                        "schema registry %s: no trust between it and this client (%s): set %struststore.location%s"
                                .formatted(
                                        endpoint,
                                        oneLine(at),
                                        Tls.PREFIX,
                                        ", and keystore.location if it wants to know its clients"),
                        failure);
            }
        }
    }

    static RegistryException unreachable(List<Endpoint> endpoints, IOException failure) {
        String addresses =
                String.join(", ", endpoints.stream().map(Endpoint::toString).toList());
        return new RegistryException(
                "schema registry %s cannot be reached (%s): is it up, and is %s right?"
                        .formatted(addresses, reason(failure), RegistryConfig.URL),
                failure);
    }

    private static String reason(IOException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException e -> "no connection in time";
            case HttpTimeoutException e -> "no answer in time";
            case ConnectException e -> "connection refused";
            default -> oneLine(failure);
        };
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
