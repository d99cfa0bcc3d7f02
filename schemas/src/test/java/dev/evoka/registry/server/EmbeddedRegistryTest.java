package dev.evoka.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The REST API, by HTTP, and what is left of it after a restart.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class EmbeddedRegistryTest {

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

    /// A request's body with a record of these int fields; those with a question mark have a default.
    static String record(String... names) {
        return "{\"schema\": \"%s\"}".formatted(schema(names).replace("\"", "\\\""));
    }

    static String schema(String... names) {
        StringBuilder text = new StringBuilder("{\"type\":\"record\",\"name\":\"R\",\"fields\":[");
        for (String name : names) {
            boolean isOptional = name.endsWith("?");
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"name\":\"%s\",\"type\":\"int\"%s}"
                            .formatted(name.replace("?", ""), isOptional ? ",\"default\":0" : ""));
        }
        return text.append("]}").toString();
    }

    static String json(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    @Test
    void registersAndFindsSchemas() throws Exception {
        assertThat(browser.get("/subjects")).isEqualTo("200 []");
        assertThat(browser.post("/subjects/a/versions", record("x"))).isEqualTo("200 {\"id\":1}");
        assertThat(browser.post("/subjects/a/versions", record("x"))).isEqualTo("200 {\"id\":1}");
        assertThat(browser.post("/subjects/a/versions", record("x", "y?"))).isEqualTo("200 {\"id\":2}");
        assertThat(browser.post("/subjects/b/versions", record("x"))).isEqualTo("200 {\"id\":1}");
        assertThat(browser.get("/subjects")).isEqualTo("200 [\"a\",\"b\"]");
        assertThat(browser.get("/subjects?subjectPrefix=b")).isEqualTo("200 [\"b\"]");
        assertThat(browser.get("/subjects/a/versions")).isEqualTo("200 [1,2]");
        String second =
                "200 {\"subject\":\"a\",\"version\":2,\"id\":2,\"schema\":%s}".formatted(json(schema("x", "y?")));
        assertThat(browser.get("/subjects/a/versions/2")).isEqualTo(second);
        assertThat(browser.get("/subjects/a/versions/latest")).isEqualTo(second);
        assertThat(browser.get("/subjects/a/versions/-1")).isEqualTo(second);
        assertThat(browser.post("/subjects/a", record("x", "y?"))).isEqualTo(second);
        assertThat(browser.get("/subjects/a/versions/1/schema")).isEqualTo("200 " + schema("x"));
        assertThat(browser.get("/subjects/a/versions/1/referencedby")).isEqualTo("200 []");
    }

    @Test
    void findsSchemasByIdentifier() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        browser.post("/subjects/b/versions", record("y"));
        browser.post("/subjects/b/versions", record("y", "x?"));
        browser.post("/subjects/c/versions", record("x"));
        assertThat(browser.get("/schemas/ids/1")).isEqualTo("200 {\"schema\":%s}".formatted(json(schema("x"))));
        assertThat(browser.get("/schemas/ids/1?fetchMaxId=false&subject=a")).startsWith("200 {\"schema\":");
        assertThat(browser.get("/schemas/ids/1/schema")).isEqualTo("200 " + schema("x"));
        assertThat(browser.get("/schemas/ids/1/subjects")).isEqualTo("200 [\"a\",\"c\"]");
        assertThat(browser.get("/schemas/ids/3/versions")).isEqualTo("200 [{\"subject\":\"b\",\"version\":2}]");
        assertThat(browser.get("/schemas/types")).isEqualTo("200 [\"AVRO\"]");
        assertThat(browser.get("/schemas?latestOnly=true&subjectPrefix=b"))
                .isEqualTo("200 [{\"subject\":\"b\",\"version\":2,\"id\":3,\"schema\":%s}]"
                        .formatted(json(schema("y", "x?"))));
        assertThat(browser.get("/")).isEqualTo("200 {}");
    }

    @Test
    void saysWithConfluentsCodesWhatIsMissing() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        List<String> requests = List.of(
                "GET /subjects/none/versions",
                "GET /subjects/none/versions/1",
                "GET /subjects/none/versions/latest",
                "POST /subjects/none",
                "DELETE /subjects/none",
                "DELETE /subjects/none/versions/1");
        for (String each : requests) {
            assertThat(browser.ask(each.split(" ", 2)[0], each.split(" ", 2)[1], record("x")))
                    .as(each)
                    .isEqualTo("404 {\"error_code\":40401,\"message\":\"Subject 'none' not found.\"}");
        }
        assertThat(browser.get("/subjects/a/versions/2"))
                .isEqualTo("404 {\"error_code\":40402,\"message\":\"Version 2 not found.\"}");
        assertThat(browser.post("/subjects/a", record("y")))
                .isEqualTo("404 {\"error_code\":40403,\"message\":\"Schema not found\"}");
        assertThat(browser.get("/schemas/ids/9"))
                .isEqualTo("404 {\"error_code\":40403,\"message\":\"Schema 9 not found\"}");
        assertThat(browser.get("/schemas/ids/9/versions")).startsWith("404 {\"error_code\":40403,");
        assertThat(browser.get("/nothing/here"))
                .isEqualTo("404 {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
        assertThat(browser.put("/subjects", "{}"))
                .isEqualTo("405 {\"error_code\":405,\"message\":\"HTTP 405 Method Not Allowed\"}");
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        String path = "/subjects/a/versions";
        assertThat(browser.post(path, "{\"schema\": \"{\\\"type\\\": \\\"nonsense\\\"}\"}"))
                .startsWith("422 {\"error_code\":42201,\"message\":\"Invalid schema: ");
        assertThat(browser.post(path, "{\"schema\": \"not json\"}")).startsWith("422 {\"error_code\":42201,");
        assertThat(browser.post(path, "{}"))
                .isEqualTo("422 {\"error_code\":42201,\"message\":\"Invalid schema: it is empty\"}");
        assertThat(browser.post(path, "{\"schemaType\": \"PROTOBUF\", \"schema\": \"x\"}"))
                .isEqualTo(
                        "422 {\"error_code\":42201,\"message\":\"Invalid schema: this registry keeps AVRO, not PROTOBUF\"}");
        assertThat(
                        browser.post(
                                path,
                                "{\"schema\": \"\\\"int\\\"\", \"references\": [{\"name\": \"n\", \"subject\": \"s\", \"version\": 1}]}"))
                .isEqualTo(
                        "422 {\"error_code\":42201,\"message\":\"Invalid schema: this registry keeps no references: write the schemas as one\"}");
        assertThat(browser.post(path, "{\"schema\": \"\\\"int\\\"\", \"id\": 5, \"version\": 1}"))
                .isEqualTo("422 {\"error_code\":42205,\"message\":\"Subject a is not in import mode\"}");
        assertThat(browser.post(path, "{\"schema\": ")).startsWith("400 {\"error_code\":400,");
        browser.post(path, record("x"));
        for (String version : List.of("0", "-2", "first", "99999999999")) {
            assertThat(browser.get(path + "/" + version)).startsWith("422 {\"error_code\":42202,");
        }
        assertThat(browser.put("/config", "{\"compatibility\": \"SOME\"}")).startsWith("422 {\"error_code\":42203,");
        assertThat(browser.put("/mode", "{\"mode\": \"IMPORT\"}")).startsWith("422 {\"error_code\":42204,");
    }

    @Test
    void deletesFirstSoftlyThenForGood() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        browser.post("/subjects/a/versions", record("x", "y?"));
        browser.post("/subjects/b/versions", record("z"));
        assertThat(browser.delete("/subjects/a/versions/1?permanent=true")).startsWith("404 {\"error_code\":40407,");
        assertThat(browser.delete("/subjects/a/versions/1")).isEqualTo("200 1");
        assertThat(browser.delete("/subjects/a/versions/1")).startsWith("404 {\"error_code\":40406,");
        assertThat(browser.get("/subjects/a/versions")).isEqualTo("200 [2]");
        assertThat(browser.get("/subjects/a/versions?deleted=true")).isEqualTo("200 [1,2]");
        assertThat(browser.get("/subjects/a/versions/1")).startsWith("404 {\"error_code\":40402,");
        assertThat(browser.get("/subjects/a/versions/1?deleted=true")).startsWith("200 ");
        assertThat(browser.get("/schemas/ids/1")).startsWith("200 ");
        assertThat(browser.get("/schemas/ids/1/subjects")).isEqualTo("200 []");
        assertThat(browser.get("/schemas/ids/1/subjects?deleted=true")).isEqualTo("200 [\"a\"]");
        assertThat(browser.delete("/subjects/a?permanent=true")).startsWith("404 {\"error_code\":40405,");
        assertThat(browser.delete("/subjects/a")).isEqualTo("200 [2]");
        assertThat(browser.delete("/subjects/a")).startsWith("404 {\"error_code\":40404,");
        assertThat(browser.get("/subjects")).isEqualTo("200 [\"b\"]");
        assertThat(browser.get("/subjects?deleted=true")).isEqualTo("200 [\"a\",\"b\"]");
        assertThat(browser.get("/subjects?deletedOnly=true")).isEqualTo("200 [\"a\"]");
        assertThat(browser.post("/subjects/a", record("x"))).startsWith("404 {\"error_code\":40401,");
        assertThat(browser.post("/subjects/a?deleted=true", record("x"))).startsWith("200 ");
        assertThat(browser.delete("/subjects/a?permanent=true")).isEqualTo("200 [1,2]");
        assertThat(browser.delete("/subjects/a?permanent=true")).startsWith("404 {\"error_code\":40401,");
        assertThat(browser.get("/schemas/ids/1")).startsWith("404 {\"error_code\":40403,");
        assertThat(browser.delete("/subjects/b/versions/latest")).isEqualTo("200 1");
        assertThat(browser.delete("/subjects/b/versions/1?permanent=true")).isEqualTo("200 1");
        assertThat(browser.get("/subjects?deleted=true")).isEqualTo("200 []");
    }

    @Test
    void aDeletedSchemaIsRegisteredAgainUnderItsIdentifierAndANewVersion() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        browser.delete("/subjects/a");
        assertThat(browser.post("/subjects/a/versions", record("x"))).isEqualTo("200 {\"id\":1}");
        assertThat(browser.get("/subjects/a/versions")).isEqualTo("200 [2]");
    }

    @Test
    void noIdentifierIsGivenTwiceEvenIfItsSchemaIsRemovedAndTheRegistryRestarted() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        browser.post("/subjects/b/versions", record("y"));
        browser.delete("/subjects/b");
        browser.delete("/subjects/b?permanent=true");
        registry.restart();
        assertThat(browser.post("/subjects/c/versions", record("z"))).isEqualTo("200 {\"id\":3}");
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        browser.post("/subjects/a/versions", record("x"));
        browser.post("/subjects/a/versions", record("x", "y?"));
        browser.post("/subjects/b/versions", record("z"));
        browser.delete("/subjects/a/versions/1");
        browser.put("/config", "{\"compatibility\": \"FULL\"}");
        browser.put("/config/a", "{\"compatibility\": \"NONE\"}");
        browser.put("/config/b", "{\"compatibility\": \"FORWARD\"}");
        browser.delete("/config/b");
        browser.put("/mode/b", "{\"mode\": \"READONLY\"}");
        List<String> questions = List.of(
                "/subjects?deleted=true",
                "/subjects/a/versions",
                "/subjects/a/versions?deleted=true",
                "/subjects/a/versions/2",
                "/schemas/ids/1",
                "/schemas/ids/3",
                "/config",
                "/config/a",
                "/config/b",
                "/mode",
                "/mode/b");
        List<String> before = answers(questions);
        registry.restart();
        assertThat(answers(questions)).isEqualTo(before);
        registry.restart();
        assertThat(answers(questions)).isEqualTo(before);
        assertThat(browser.post("/subjects/c/versions", record("n"))).isEqualTo("200 {\"id\":4}");
    }

    private List<String> answers(List<String> questions) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String each : questions) {
            answers.add(browser.get(each));
        }
        return answers;
    }

    @Test
    void refusesAFolderThatAnotherVersionHasWritten() {
        registry.write("00000001/evoka.runs-value", "\"string\"");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> registry.restart())
                .withMessage(
                        "the data folder's schemas were written by another version of Evoka (00000001/evoka.runs-value): give another --data-dir");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        RegistryLog nothing = new RegistryLog() {
            @Override
            public void read(Consumer<Line> each) {}

            @Override
            public void append(List<Line> lines) {}

            @Override
            public void close() {}
        };
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(SpecException.class)
                    .isThrownBy(() -> new EmbeddedRegistry(nothing, taken.getLocalPort()))
                    .withMessage(
                            "port %d is taken: choose another for the schema registry with --registry-port",
                            taken.getLocalPort());
        }
    }

    @Test
    void answersEvenWhenItCannotWriteDown() throws Exception {
        RegistryLog broken = new RegistryLog() {
            @Override
            public void read(Consumer<Line> each) {}

            @Override
            public void append(List<Line> lines) {
                throw new IllegalStateException("the broker is gone");
            }

            @Override
            public void close() {}
        };
        try (EmbeddedRegistry unsafe = new EmbeddedRegistry(broken, 0)) {
            Browser other = new Browser(unsafe::url);
            assertThat(other.post("/subjects/a/versions", record("x")))
                    .isEqualTo(
                            "500 {\"error_code\":50001,\"message\":\"Error in the backend data store: the broker is gone\"}");
            assertThat(other.get("/subjects")).isEqualTo("200 []");
        }
    }
}
