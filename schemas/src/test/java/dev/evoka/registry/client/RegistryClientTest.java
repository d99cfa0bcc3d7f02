package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.registry.server.MemoryRegistry;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The client against the embedded registry.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class RegistryClientTest {

    private static final Schema FIRST =
            SchemaBuilder.record("Thing").fields().requiredInt("a").endRecord();
    private static final Schema SECOND = SchemaBuilder.record("Thing")
            .fields()
            .requiredInt("a")
            .optionalString("b")
            .endRecord();

    private MemoryRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void open() throws IOException {
        registry = new MemoryRegistry();
        client = fresh();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /// A client that has learned nothing yet.
    private RegistryClient fresh() {
        return new RegistryClient(new Settings(Map.of("schema.registry.url", registry.url(), "max.retries", 0)));
    }

    @Test
    void registersASchemaOnceAndFindsItByIdentifier() {
        int id = client.register("thing-value", FIRST);
        assertThat(fresh().register("thing-value", FIRST)).isEqualTo(id);
        assertThat(fresh().lookup("thing-value", FIRST)).isEqualTo(id);
        assertThat(fresh().schema(id)).isEqualTo(FIRST);
    }

    @Test
    void findsVersionsBySubject() {
        assertThat(client.latest("thing-value")).isEmpty();
        int first = client.register("thing-value", FIRST);
        int second = client.register("thing-value", SECOND);
        assertThat(client.latest("thing-value")).contains(new SchemaVersion("thing-value", 2, second, SECOND));
        assertThat(client.version("thing-value", 1)).isEqualTo(new SchemaVersion("thing-value", 1, first, FIRST));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client.version("thing-value", 3))
                .withMessage(
                        "schema registry %s refuses version 3 of subject thing-value: Version 3 not found. (40402)",
                        registry.url())
                .matches(e -> e.code() == 40402);
    }

    @Test
    void asksNothingTwice() {
        int id = client.register("thing-value", FIRST);
        client.schema(id);
        client.version("thing-value", 1);
        registry.close();
        assertThat(client.register("thing-value", FIRST)).isEqualTo(id);
        assertThat(client.lookup("thing-value", FIRST)).isEqualTo(id);
        assertThat(client.schema(id)).isEqualTo(FIRST);
        assertThat(client.version("thing-value", 1).id()).isEqualTo(id);
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> client.latest("thing-value"));
    }

    @Test
    void saysWhatToDoWhenASchemaIsNotRegistered() {
        String line =
                "schema registry %s refuses Thing under subject thing-value: %s: register it, or set auto.register.schemas=true";
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client.lookup("thing-value", FIRST))
                .withMessage(line, registry.url(), "Subject 'thing-value' not found. (40401)");
        client.register("thing-value", FIRST);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client.lookup("thing-value", SECOND))
                .withMessage(line, registry.url(), "Schema not found (40403)");
    }

    @Test
    void saysWhatToDoWhenASchemaDoesNotGoWithTheEarlierOne() {
        client.register("thing-value", FIRST);
        Schema incompatible =
                SchemaBuilder.record("Thing").fields().requiredInt("c").endRecord();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client.register("thing-value", incompatible))
                .withMessageStartingWith("schema registry %s refuses Thing under subject thing-value: ", registry.url())
                .withMessageEndingWith(
                        "(409): another version of Evoka has registered a schema that does not go with this one: use that version, or another topic or registry")
                .matches(e -> e.code() == 409)
                .matches(e -> String.valueOf(e.getMessage()).lines().count() == 1);
    }

    @Test
    void registersTheTextOfTheAvscFile() throws IOException {
        int id = client.register("evoka.progress-value", Progress.getClassSchema());
        Schema file = new Schema.Parser().parse(new File("src/main/avro/Progress.avsc"));
        assertThat(client.schema(id)).isEqualTo(file);
        assertThat(fresh().lookup("evoka.progress-value", file)).isEqualTo(id);
    }

    @Test
    void namesOfSubjectsMayHaveAnyCharacter() {
        String subject = "a b/c+d%ü-value";
        client.register(subject, FIRST);
        assertThat(fresh().latest(subject).map(SchemaVersion::subject)).contains(subject);
    }

    @Test
    void manyThreadsGetTheSameIdentifier() throws InterruptedException, ExecutionException {
        List<Schema> schemas = List.of(FIRST, Progress.getClassSchema(), Best.getClassSchema());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = IntStream.range(0, 240)
                    .mapToObj(i -> threads.submit(() -> client.register("s" + i % 3, schemas.get(i % 3))))
                    .toList();
            Set<Integer> different = new HashSet<>();
            for (Future<Integer> each : answers) {
                different.add(each.get());
            }
            assertThat(different).hasSize(3);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(client.latest("s" + i).map(SchemaVersion::version)).contains(1);
        }
    }
}
