package dev.evoka.registry.server;

import static dev.evoka.registry.server.EmbeddedRegistryTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Levels, modes and compatibility checks, by HTTP.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class CompatibilityTest {

    private static final String VERSIONS = "/subjects/a/versions";
    private static final String CHECK = "/compatibility/subjects/a/versions";

    private MemoryRegistry registry;
    private Browser browser;

    @BeforeEach
    void open() throws IOException {
        registry = new MemoryRegistry();
        browser = new Browser(() -> registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private void level(String level) throws Exception {
        assertThat(browser.put("/config/a", "{\"compatibility\": \"%s\"}".formatted(level)))
                .isEqualTo("200 {\"compatibility\":\"%s\"}".formatted(level));
    }

    /// The subject has x, then x and y. Which of four third versions does a level let in?
    @ParameterizedTest
    @CsvSource({
        "NONE,                true,  true,  true,  true",
        "BACKWARD,            true,  true,  false, true",
        "BACKWARD_TRANSITIVE, false, true,  false, true",
        "FORWARD,             true,  false, true,  true",
        "FORWARD_TRANSITIVE,  false, false, true,  true",
        "FULL,                true,  false, false, true",
        "FULL_TRANSITIVE,     false, false, false, true",
    })
    void levelsLetInWhatTheySay(String level, boolean y, boolean nothing, boolean z, boolean optional)
            throws Exception {
        level("NONE");
        browser.post(VERSIONS, record("x"));
        browser.post(VERSIONS, record("x?", "y"));
        level(level);
        assertLetsIn(record("y"), y);
        assertLetsIn(record("x"), nothing);
        assertLetsIn(record("x?", "y", "z"), z);
        assertLetsIn(record("x?", "y?", "z?"), optional);
    }

    private void assertLetsIn(String body, boolean wanted) throws Exception {
        assertThat(browser.post(CHECK, body)).as(body).isEqualTo("200 {\"is_compatible\":%s}".formatted(wanted));
    }

    @Test
    void refusesAnIncompatibleVersionAndSaysWhy() throws Exception {
        browser.post(VERSIONS, record("x"));
        assertThat(browser.post(VERSIONS, record("x", "y")))
                .startsWith(
                        "409 {\"error_code\":409,\"message\":\"Schema being registered is incompatible with an earlier schema for subject \\\"a\\\": ")
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: y (version 1)");
        assertThat(browser.get(VERSIONS)).isEqualTo("200 [1]");
        level("NONE");
        assertThat(browser.post(VERSIONS, record("x", "y"))).isEqualTo("200 {\"id\":2}");
    }

    @Test
    void checksAgainstOneVersion() throws Exception {
        level("NONE");
        browser.post(VERSIONS, record("x"));
        browser.post(VERSIONS, record("x", "y"));
        browser.delete("/config/a");
        assertThat(browser.post(CHECK + "/latest", record("y"))).isEqualTo("200 {\"is_compatible\":true}");
        assertThat(browser.post(CHECK + "/1", record("y"))).isEqualTo("200 {\"is_compatible\":false}");
        assertThat(browser.post(CHECK + "/1?verbose=true", record("y")))
                .isEqualTo(
                        "200 {\"is_compatible\":false,\"messages\":[\"READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0: y (version 1)\"]}");
        assertThat(browser.post(CHECK + "/2?verbose=true", record("y")))
                .isEqualTo("200 {\"is_compatible\":true,\"messages\":[]}");
        assertThat(browser.post(CHECK + "/3", record("y"))).startsWith("404 {\"error_code\":40402,");
        assertThat(browser.post("/compatibility/subjects/none/versions/latest", record("y")))
                .isEqualTo("200 {\"is_compatible\":true}");
        assertThat(browser.post("/compatibility/subjects/none/versions/1", record("y")))
                .startsWith("404 {\"error_code\":40401,");
        assertThat(browser.post("/compatibility/subjects/none/versions?verbose=true", record("y")))
                .isEqualTo("200 {\"is_compatible\":true,\"messages\":[]}");
    }

    @Test
    void deletedVersionsHinderNobody() throws Exception {
        browser.post(VERSIONS, record("x"));
        browser.delete(VERSIONS + "/1");
        assertThat(browser.post(VERSIONS, record("y"))).isEqualTo("200 {\"id\":2}");
    }

    @Test
    void levelsOfASubjectStandBeforeTheGlobalOne() throws Exception {
        assertThat(browser.get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(browser.get("/config/a")).startsWith("404 {\"error_code\":40408,");
        assertThat(browser.get("/config/a?defaultToGlobal=true"))
                .isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(browser.put("/config", "{\"compatibility\": \"full_transitive\"}"))
                .isEqualTo("200 {\"compatibility\":\"FULL_TRANSITIVE\"}");
        assertThat(browser.get("/config/a?defaultToGlobal=true"))
                .isEqualTo("200 {\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        level("FORWARD");
        assertThat(browser.get("/config/a")).isEqualTo("200 {\"compatibilityLevel\":\"FORWARD\"}");
        assertThat(browser.delete("/config/a")).isEqualTo("200 {\"compatibilityLevel\":\"FORWARD\"}");
        assertThat(browser.delete("/config/a")).startsWith("404 {\"error_code\":40401,");
        assertThat(browser.delete("/config")).isEqualTo("200 {\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(browser.get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
    }

    @Test
    void aReadOnlySubjectIsNotWritten() throws Exception {
        browser.post(VERSIONS, record("x"));
        assertThat(browser.get("/mode")).isEqualTo("200 {\"mode\":\"READWRITE\"}");
        assertThat(browser.put("/mode", "{\"mode\": \"READONLY\"}")).isEqualTo("200 {\"mode\":\"READONLY\"}");
        assertThat(browser.post(VERSIONS, record("x", "y?")))
                .isEqualTo("422 {\"error_code\":42205,\"message\":\"Subject a is in read-only mode\"}");
        assertThat(browser.delete("/subjects/a")).startsWith("422 {\"error_code\":42205,");
        assertThat(browser.post(VERSIONS, record("x"))).isEqualTo("200 {\"id\":1}");
        assertThat(browser.get("/mode/a")).startsWith("404 {\"error_code\":40409,");
        assertThat(browser.get("/mode/a?defaultToGlobal=true")).isEqualTo("200 {\"mode\":\"READONLY\"}");
        assertThat(browser.put("/mode/a", "{\"mode\": \"READWRITE\"}")).isEqualTo("200 {\"mode\":\"READWRITE\"}");
        assertThat(browser.post(VERSIONS, record("x", "y?"))).isEqualTo("200 {\"id\":2}");
        assertThat(browser.delete("/mode/a")).isEqualTo("200 {\"mode\":\"READWRITE\"}");
        assertThat(browser.delete("/mode/a")).startsWith("404 {\"error_code\":40401,");
    }
}
