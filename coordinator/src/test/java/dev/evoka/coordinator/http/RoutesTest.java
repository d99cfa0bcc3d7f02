package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    private final Routes routes = new Routes(List.of(
            Route.get("/runs", (request, open) -> text("all")),
            Route.get("/runs/{run}", (request, open) -> text(open.getFirst())),
            Route.post("/runs/{run}/stop", (request, open) -> text("stopped " + open.getFirst()))));

    private static Response text(String text) {
        return Response.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String method, String uri, Role role) {
        URI parsed = URI.create(uri);
        return new Request(
                method,
                Request.path(parsed),
                Request.query(parsed),
                Map.of(),
                InputStream.nullInputStream(),
                new Caller("", role));
    }

    private String answer(String method, String uri, Role role) throws Exception {
        return new String(((Response.Whole) routes.answer(request(method, uri, role))).body(), StandardCharsets.UTF_8);
    }

    @Test
    void leadTheWay() throws Exception {
        assertThat(answer("GET", "/runs", Role.VIEWER)).isEqualTo("all");
        assertThat(answer("HEAD", "/runs/", Role.VIEWER)).isEqualTo("all");
        assertThat(answer("GET", "/runs/a%2Fb%20c+d", Role.VIEWER)).isEqualTo("a/b c+d");
        assertThat(answer("POST", "/runs/a/stop", Role.OPERATOR)).isEqualTo("stopped a");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, OPERATOR, 404",
        "DELETE, /runs, OPERATOR, 405",
        "GET, /runs, ANYBODY, 401",
        "POST, /runs/a/stop, ANYBODY, 401",
        "POST, /runs/a/stop, VIEWER, 403"
    })
    void refuseTheRest(String method, String uri, Role role, int status) {
        assertThatThrownBy(() -> answer(method, uri, role))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"?limit=x, limit must be a whole number but was x", "?limit=0, limit must be from 1 to 5 but was 0"})
    void numbersAreChecked(String query, String message) {
        Request request = request("GET", "/runs" + query, Role.VIEWER);
        assertThatThrownBy(() -> request.number("limit", 1, 1, 5)).hasMessage(message);
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        Request request = new Request(
                "POST",
                List.of(),
                Map.of(),
                Map.of("content-length", "99999999999"),
                InputStream.nullInputStream(),
                new Caller("", Role.OPERATOR));
        assertThatThrownBy(request::whole)
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void saysThatItIsNotReadyBeforeItSaysThatThereIsNothing() {
        Routes waiting = new Routes(
                List.of(
                        Route.get("/api/v1/runs/{run}", (request, open) -> text(open.getFirst())),
                        Route.get("/healthz", (request, open) -> text("ok"))),
                () -> Optional.of("it reads"));
        assertThatThrownBy(() -> waiting.answer(request("GET", "/api/v1/runs/a", Role.VIEWER)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503))
                .hasMessage("the coordinator is not ready: it reads");
        assertThatCode(() -> waiting.answer(request("GET", "/healthz", Role.VIEWER)))
                .doesNotThrowAnyException();
    }
}
