package dev.evoka.coordinator.http;

import dev.evoka.spec.SpecException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says who asks. Without tokens whoever reaches the address may do everything, so that is for loopback alone; and
/// since a browser on this machine reaches loopback for any web site, a request must come from our own page then.
///
/// @param tokens tokens; none = nobody is asked for one
/// @param everywhere true if there may be no tokens beyond loopback
/// @param most the most that anybody may do
public record Access(List<Token> tokens, boolean everywhere, Role most) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    public Access {
        tokens = List.copyOf(tokens);
    }

    /// Callers may do what their tokens say.
    public Access(List<Token> tokens, boolean everywhere) {
        this(tokens, everywhere, Role.OPERATOR);
    }

    /// The same, but nothing can be changed.
    public Access readOnly() {
        return new Access(tokens, everywhere, Role.VIEWER);
    }

    /// No tokens, on loopback.
    public static Access loopback() {
        return new Access(List.of(), false);
    }

    /// Whether this is enough for an address to listen on.
    ///
    /// @throws SpecException if it is not
    void check(InetAddress address) {
        if (tokens.isEmpty() && !everywhere && !address.isLoopbackAddress()) {
            throw new SpecException(
                    "--http-address %s can be reached from outside: give --tokens FILE, or --without-tokens if whoever reaches it may do everything"
                            .formatted(address.getHostAddress()));
        }
    }

    /// Who asks.
    ///
    /// @param headers headers of the request, by their names in lower case
    /// @throws Problem if the token is wrong, or the request comes from elsewhere
    Caller caller(Map<String, String> headers) {
        checkOrigin(headers);
        if (tokens.isEmpty()) {
            return new Caller("", most);
        }
        String authorization = headers.getOrDefault("authorization", "");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new Caller("", Role.ANYBODY);
        }
        byte[] digest = Token.digest(authorization.substring(BEARER.length()).strip());
        Optional<Token> found =
                tokens.stream().filter(token -> token.fits(digest)).findFirst();
        return found.map(token -> new Caller(token.name(), most.includes(token.role()) ? token.role() : most))
                .orElseThrow(Problem::unauthorized);
    }

    private void checkOrigin(Map<String, String> headers) {
        String host = headers.getOrDefault("host", "");
        String origin = headers.getOrDefault("origin", "");
        if (!origin.isEmpty() && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)) {
            throw Problem.forbidden("a page of %s must not ask here".formatted(origin));
        }
        if (tokens.isEmpty() && !everywhere && !LOOPBACK.contains(host.replaceFirst(":[0-9]*$", ""))) {
            throw Problem.forbidden("without tokens the service is called localhost, not " + host);
        }
    }
}
