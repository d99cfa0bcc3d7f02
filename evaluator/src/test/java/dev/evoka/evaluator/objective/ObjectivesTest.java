package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.evaluator.data.DataFacts;
import dev.evoka.evaluator.data.Digest;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectivesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void data() throws IOException {
        Files.writeString(folder.resolve("iris.csv"), "a,b,kind\n1,2,red\n2,3,blue\n3,5,green\n");
        Files.writeString(folder.resolve("two.csv"), "a,b,kind\n1,2,yes\n2,3,no\n");
        Files.writeString(folder.resolve("flat.csv"), "a,y\n1,7\n2,7\n");
    }

    private ResolvedObjective resolve(String objective, String parameters) {
        String spec =
                "name: t\nobjective: %s\nparameters: %s\noptimizer: {}\nstop: {}\n".formatted(objective, parameters);
        return Objectives.resolve(SpecReader.parse(spec, folder));
    }

    @Test
    void severalClassesHaveAnOutputEach() {
        ResolvedObjective resolved =
                resolve("{model: linear, error: cross-entropy, data: {file: iris.csv, header: true}}", "{}");
        assertThat(resolved.classes()).isEqualTo(3);
        assertThat(resolved.parameters()).hasSize(9).startsWith("intercept[blue]", "a[blue]", "b[blue]");
        assertThat(DataFacts.of(resolved.facts()).labels()).containsExactly("blue", "green", "red");
    }

    @Test
    void twoClassesHaveOneOutput() {
        ResolvedObjective resolved = resolve(
                "{model: mlp, hidden: [3], error: accuracy, data: {file: two.csv, header: true, standardise: true}}",
                "{}");
        assertThat(resolved.classes()).isEqualTo(2);
        assertThat(resolved.measure()).isEqualTo("accuracy");
        assertThat(resolved.parameters()).hasSize(3 * 3 + 4);
    }

    @Test
    void aCommandKnowsItsFolder() {
        ResolvedObjective resolved =
                resolve("{command: [sh, objective.sh], timeout: 30s}", "{space: {p: [0, 1], q: [2, 3]}}");
        assertThat(resolved.parameters()).containsExactly("p", "q");
        assertThat(CommandFacts.of(resolved.facts()).folder()).isEqualTo(folder.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {function: spere}                 | {dimension: 2}   | objective.function must be one of sphere, rosenbrock, rastrigin, ackley, ellipsoid but was 'spere' (did you mean 'sphere'?)
            {function: sphere}                | {}               | parameters.dimension must be a whole number from 1 to 100000 but is missing: or name the parameters in parameters.space
            {function: sphere}                | {dimension: 0}   | parameters.dimension must be a whole number from 1 to 100000 but was 0: or name the parameters in parameters.space
            {function: sphere}                | {dimension: 2.5} | parameters.dimension must be a whole number from 1 to 100000 but was 2.5: or name the parameters in parameters.space
            {function: sphere}                | {dimension: many} | parameters.dimension must be a whole number from 1 to 100000 but was "many": or name the parameters in parameters.space
            {function: sphere}                | {dimension: 3, space: {p: [0, 1]}} | parameters.dimension is 3, but parameters.space names 1: remove one of them
            {function: rosenbrock}            | {dimension: 1}   | parameters.dimension must be ≥ 2 for rosenbrock but was 1
            {function: sphere, shards: 2}     | {dimension: 1}   | objective.shards is no key of objective: it has function
            {}                                | {}               | objective must have one of function, model, java, command, external
            {command: []}                     | {dimension: 1}   | objective.command must be a list of program and arguments but was []
            {command: [no-such-program]}      | {dimension: 1}   | objective.command: there is no program 'no-such-program' on the PATH: install it, or give its path
            {command: [sh], timeout: soon}    | {dimension: 1}   | objective.timeout must be a duration like 500ms, 30s, 10m or 2h but was soon
            {command: [sh], timeout: 0s}      | {dimension: 1}   | objective.timeout must be > 0 but was PT0S
            {model: tree}                     | {}               | objective.model must be linear, mlp or onnx but was 'tree'
            {model: mlp, hidden: [0], error: mse, data: {file: two.csv}} | {} | objective.hidden must be a list of numbers of units, each ≥ 1, but was [0]
            {model: mlp, hidden: [4], activation: tan, error: mse, data: {file: two.csv}} | {} | objective.activation must be one of tanh, relu, sigmoid but was 'tan' (did you mean 'tanh'?)
            {model: linear, data: {file: two.csv}} | {}          | objective.error is missing
            {model: linear, error: msee, data: {file: two.csv}} | {} | objective.error must be one of mse, rmse, mae, r2, cross-entropy, accuracy, macro-f1 but was 'msee' (did you mean 'mse'?)
            {model: linear, error: mse, data: {file: flat.csv, generate: {}}} | {} | objective.data must have either file or generate
            {model: linear, error: mse, shards: 2, data: {file: flat.csv, header: true}} | {} | objective.shards must be ≤ 1 for 2 rows (a shard has at least 64) but was 2
            {model: linear, error: mse, data: {file: flat.csv, header: true}} | {dimension: 9} | parameters.dimension is 9, but the model has 2 parameters: remove the key
            {model: linear, error: mse, data: {generate: {kind: spirals}}} | {} | objective.data.generate: spirals data has classes, set objective.error to cross-entropy, accuracy or macro-f1
            {model: linear, error: accuracy, data: {generate: {samples: 9}}} | {} | objective.data.generate: linear data has no classes, set objective.error to mse, rmse, mae or r2
            {model: linear, error: mse, data: {generate: {kind: moons}}} | {} | objective.data.generate.kind must be one of linear, spirals but was 'moons'
            """)
    void mistakesAreNamed(String objective, String parameters, String message) {
        assertThatThrownBy(() -> resolve(objective, parameters))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void aConstantTargetHasNoCoefficientOfDetermination() {
        assertThatThrownBy(() -> resolve("{model: linear, error: r2, data: {file: flat.csv, header: true}}", "{}"))
                .hasMessage(
                        "%s, column y: the same value in every row has no R²: set objective.error to mse",
                        folder.resolve("flat.csv"));
    }

    @Test
    void namesThatFitInNoRecordAreRefused() {
        assertThatThrownBy(() -> resolve(
                        "{model: mlp, hidden: [300, 300], error: accuracy, data: {file: two.csv, header: true}}", "{}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("use fewer or shorter names");
    }

    @Test
    void aFileAtAnAddressIsFetchedAndReferredTo() throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve("two.csv"));
        String sha256 = Digest.of(folder.resolve("two.csv"), "file");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            String url =
                    "http://localhost:%d/two.csv".formatted(server.getAddress().getPort());
            ResolvedObjective resolved = remote("{url: '%s', sha256: %s}".formatted(url, sha256));
            assertThat(resolved.classes()).isEqualTo(2);
            assertThat(DataFacts.of(resolved.facts()).file()).isEqualTo("artifact:%s@%s".formatted(sha256, url));
            assertThatThrownBy(() -> remote("{url: '%s', sha256: %s}".formatted(url, "f".repeat(64))))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContainingAll(
                            "objective.data.file: " + url,
                            "has the SHA-256 " + sha256,
                            "the spec says " + "f".repeat(64),
                            "put back the file that was meant");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileInASharedFolderIsCheckedAgainstItsDigest() {
        Path file = folder.resolve("two.csv");
        String sha256 = Digest.of(file, "file");
        assertThat(DataFacts.of(remote("{path: '%s', sha256: %s}".formatted(file, sha256))
                                .facts())
                        .file())
                .isEqualTo(file.toString());
        assertThatThrownBy(() -> remote("{path: '%s', sha256: %s}".formatted(file, "f".repeat(64))))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll(
                        "objective.data.file: " + file, "has the SHA-256 " + sha256, "the spec says " + "f".repeat(64));
    }

    private ResolvedObjective remote(String file) {
        String spec = "{name: t, objective: {model: linear, error: accuracy, data: {file: %s, header: true}}, stop: {}}"
                .formatted(file);
        return Objectives.resolve(
                SpecReader.parse(spec, folder),
                ArtifactFolder.in(folder.resolve("cache")).remote());
    }
}
