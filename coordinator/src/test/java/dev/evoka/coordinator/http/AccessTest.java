package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder;

    private Access access(String file) throws Exception {
        return new Access(Token.read(Files.writeString(folder.resolve("tokens"), file)), false);
    }

    private static Map<String, String> bearer(String secret) {
        return Map.of("host", "evoka.example:8080", "authorization", "Bearer " + secret);
    }

    @Test
    void knowsItsTokens() throws Exception {
        Access access = access("# people\n\nviewer eve 0123456789abcdef-eve\noperator ada %s\n".formatted(SECRET));
        assertThat(access.caller(bearer(SECRET))).isEqualTo(new Caller("ada", Role.OPERATOR));
        assertThat(access.caller(bearer(SECRET + "-eve"))).isEqualTo(new Caller("eve", Role.VIEWER));
        assertThat(access.caller(Map.of("host", "h"))).isEqualTo(new Caller("", Role.ANYBODY));
        assertThatThrownBy(() -> access.caller(bearer(SECRET + "x"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> access.caller(bearer(""))).isInstanceOf(Problem.class);
    }

    @Test
    void neverShowsASecret() throws Exception {
        assertThat(access("operator ada " + SECRET).toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> access("operator ada my " + SECRET))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("line 1 must be 'ROLE NAME SECRET' but has 4 parts")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> access("operator ada short"))
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "admin ada 0123456789abcdef"})
    void refusesAFileWithoutTokens(String file) {
        assertThatThrownBy(() -> access(file)).isInstanceOf(SpecException.class);
    }

    @Test
    void asksForTokensBeyondLoopback() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> Access.loopback().check(everywhere))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("--tokens FILE");
        Access.loopback().check(InetAddress.getLoopbackAddress());
        new Access(List.of(), true).check(everywhere);
        access("operator ada " + SECRET).check(everywhere);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, '', true",
        "127.0.0.1:8080, '', true",
        "[::1]:8080, '', true",
        "localhost:8080, http://localhost:8080, true",
        "localhost:8080, https://evil.example, false",
        "localhost:8080, null, false",
        "evil.example:8080, '', false",
        "evil.example, http://evil.example, false"
    })
    void withoutTokensOnlyOurOwnPageMayAsk(String host, String origin, boolean may) {
        Map<String, String> headers = origin.isEmpty() ? Map.of("host", host) : Map.of("host", host, "origin", origin);
        if (may) {
            assertThat(Access.loopback().caller(headers).role()).isEqualTo(Role.OPERATOR);
        } else {
            assertThatThrownBy(() -> Access.loopback().caller(headers))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.status()).isEqualTo(403));
        }
    }

    @Test
    void nobodyChangesAnythingWhereItIsReadOnly() throws Exception {
        assertThat(Access.loopback()
                        .readOnly()
                        .caller(Map.of("host", "localhost"))
                        .role())
                .isEqualTo(Role.VIEWER);
        Access access = access("operator ada " + SECRET).readOnly();
        assertThat(access.caller(bearer(SECRET))).isEqualTo(new Caller("ada", Role.VIEWER));
        assertThat(access.caller(Map.of("host", "h")).role()).isEqualTo(Role.ANYBODY);
    }
}
