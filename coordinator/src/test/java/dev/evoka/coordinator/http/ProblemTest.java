package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.spec.SpecException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static JsonNode body(Problem problem) {
        Response.Whole response = (Response.Whole) problem.response("/api/v1/runs");
        assertThat(response.type()).isEqualTo("application/problem+json");
        assertThat(response.status()).isEqualTo(problem.status());
        return Json.own(new String(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void namesTheFieldOfASpecThatIsWrong() {
        JsonNode body = body(Problem.invalid(new SpecException("optimizer.population must be ≥ 4 but was 1")));
        assertThat(body.path("status").asInt()).isEqualTo(422);
        assertThat(body.path("field").asText()).isEqualTo("optimizer.population");
        assertThat(body.path("detail").asText()).isEqualTo("optimizer.population must be ≥ 4 but was 1");
        assertThat(body.path("instance").asText()).isEqualTo("/api/v1/runs");
        assertThat(body(Problem.invalid(new SpecException("stop is missing")))
                        .path("field")
                        .asText())
                .isEqualTo("stop");
        assertThat(body(Problem.invalid(new SpecException("the spec is empty"))).has("field"))
                .isFalse();
    }

    @Test
    void asksForATokenTheWayHttpDoes() {
        assertThat(((Response.Whole) Problem.unauthorized().response("/")).headers())
                .containsEntry("WWW-Authenticate", "Bearer");
    }
}
