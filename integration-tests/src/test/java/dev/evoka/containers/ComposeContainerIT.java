package dev.evoka.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.cli.EvokaRun;
import dev.evoka.faults.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts `docker-compose.yml` itself. Skipped, with the reason on the console, where no engine can run it.
class ComposeContainerIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration HOLD = Duration.ofSeconds(3);
    private static final String BLOCKS = "evoka_evaluator_blocks_total";
    private static final Pattern RUN = Pattern.compile("run (\\S+) is ");
    private static final int POPULATION = 24;

    @TempDir
    static Path folder;

    private static Optional<ComposeStack> opened = Optional.empty();

    @BeforeAll
    static void up() throws IOException {
        DockerEngine engine = new DockerEngine(ComposeStack.ROOT);
        skip("ComposeContainerIT", engine.missing(List.of()));
        ComposeStack stack = new ComposeStack(folder);
        skip("ComposeContainerIT", engine.missing(stack.images()));
        opened = Optional.of(stack);
        stack.build();
        stack.up();
    }

    private static void skip(String what, Optional<String> reason) {
        reason.ifPresent(why -> {
            System.out.println(what + " is skipped: " + why);
            Assumptions.abort(why);
        });
    }

    @AfterAll
    static void down() {
        opened.ifPresent(ComposeStack::close);
    }

    private static ComposeStack stack() {
        return opened.orElseThrow();
    }

    private static Api api() {
        return Api.of(stack().url());
    }

    private static void until(String what, BooleanSupplier condition) {
        try {
            Await.until(what, LIMIT, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + stack().logs(), e);
        }
    }

    /// By the command on the host, as a user does it.
    private static String submit(Path spec) {
        Shell shell = new Shell(ComposeStack.ROOT, Map.of("EVOKA_AOT", "off"));
        String said = shell.output(LIMIT, "./evoka", "submit", "--coordinator", stack().url(), spec.toString());
        Matcher run = RUN.matcher(said);
        assertThat(run.find()).as(said).isTrue();
        return run.group(1);
    }

    private static long generations(String run) {
        return api().run(run).path("generations").asLong();
    }

    private static void awaitProgress(String after, String run) {
        long seen = generations(run);
        until("the run goes on after " + after, () -> generations(run) > seen + 3);
    }

    private static String spec(String stop) {
        return """
                name: slow
                objective: {java: %s}
                parameters: {dimension: 4, bounds: [-5, 5]}
                optimizer: {algorithm: differential-evolution, population: %d}
                stop: {%s}
                seed: 7
                """.formatted(SlowSphere.NAME, POPULATION, stop);
    }

    @Test
    void finishesARunThatWasSubmittedWithItsDataFromTheHost() {
        String run = submit(ComposeStack.ROOT.resolve("examples/wine.yaml"));
        until("wine is finished", () -> api().run(run).path("state").asText().equals("finished"));
        assertThat(api().run(run).path("best").asDouble()).isLessThan(0.4168);
    }

    /// By the profile `downstream`: Kafka Connect fills the tables.
    @Test
    void resultsAreReadBackFromPostgreSql() throws IOException {
        String what = "ComposeContainerIT: results in PostgreSQL";
        skip(what, new DockerEngine(ComposeStack.ROOT).missing(stack().imagesDownstream()));
        skip(what, ConnectorJars.missing());
        String run = submit(Files.writeString(folder.resolve("small.yaml"), """
                name: small
                objective: {function: rosenbrock}
                parameters: {dimension: 3, bounds: [-5, 5]}
                optimizer: {algorithm: cma-es}
                stop: {generations: 12}
                """));
        until("it is finished", () -> api().run(run).path("state").asText().equals("finished"));
        JsonNode end = api().run(run);
        stack().upDownstream();
        try {
            String same =
                    "select count(*) from evoka_progress where run = '%s' and state = 'finished' and generation = %d and best = %s"
                            .formatted(
                                    run,
                                    end.path("generations").asLong() - 1,
                                    end.path("best").asDouble());
            until(
                    "the last generation is in the database",
                    () -> stack().query(same).equals("1"));
            assertThat(stack().query("select count(*) from evoka_progress where run = '%s'".formatted(run)))
                    .isEqualTo(end.path("generations").asText());
            assertThat(stack().query("select parameters from evoka_best where run = '%s'".formatted(run)))
                    .contains("\"x1\":");
        } finally {
            stack().downDownstream();
        }
    }

    @Test
    void givesTheSameBitsWhateverHappensToAnyContainer() throws IOException {
        String run = submit(Files.writeString(folder.resolve("slow.yaml"), spec("generations: 1000000")));
        awaitProgress("its start", run);

        stack().scale(4);
        until("all of four evaluators work", () -> workingEvaluators() == 4);
        for (String service : List.of("evaluator", "registry", "coordinator", "kafka")) {
            for (Fault fault : Fault.values()) {
                survives(run, service, fault);
            }
        }
        stack().scale(2);
        assertThat(stack().containers("evaluator")).hasSize(2);
        awaitProgress("fewer evaluators", run);

        api().stop(run);
        until("the run is stopped", () -> api().run(run).path("state").asText().equals("stopped"));
        JsonNode end = api().run(run);
        assertThat(end.path("evaluations").asLong())
                .isEqualTo(POPULATION * end.path("generations").asLong());
        assertThat(end.path("failed").asLong()).isZero();
        JsonNode parameters = api().best(run).path("parameters");
        assertThat(parameters).hasSize(4);
        assertThat(parameters).isEqualTo(embedded(end.path("generations").asLong()));
    }

    /// A fault is held for longer than a session, so that the others learn of it. No generation needs the registry, nor
    /// one evaluator of four: the run does not wait for them to come back.
    private static void survives(String run, String service, Fault fault) {
        String what = service + " " + fault.name().toLowerCase(Locale.ROOT);
        String container = stack().containers(service).getFirst();
        fault.strike(stack(), container);
        if (service.equals("evaluator") || service.equals("registry")) {
            awaitProgress(what, run);
        } else {
            Await.pass(HOLD);
        }
        fault.heal(stack(), service, container);
        until("the coordinator answers, " + what, () -> !api().run(run).isEmpty());
        awaitProgress(what + " and healed", run);
    }

    private static long workingEvaluators() {
        return stack().containers("evaluator").stream()
                .filter(each -> stack().metric(each, BLOCKS) > 0)
                .count();
    }

    /// Best parameters of the same run on an embedded broker, undisturbed.
    private static JsonNode embedded(long generations) throws IOException {
        Path spec = Files.writeString(folder.resolve("same.yaml"), spec("generations: " + generations));
        return new ObjectMapper().readTree(EvokaRun.result(folder, spec).toFile());
    }

    @Test
    void runsWithoutRightsAndWithoutAFolderToWriteTo() {
        for (String service : List.of("coordinator", "evaluator")) {
            String container = stack().containers(service).getFirst();
            assertThat(stack().docker("exec", container, "id", "-u")).isEqualTo("10001");
            assertThat(stack().docker("inspect", "-f", "{{.HostConfig.ReadonlyRootfs}}", container))
                    .isEqualTo("true");
            assertThat(stack().docker("exec", container, "bash", "-c", "touch /opt/evoka/x 2>&1 || true"))
                    .contains("Read-only");
        }
    }

    @Test
    void leavesByItselfWhenItIsToldToStop() {
        String container = stack().containers("evaluator").getLast();
        stack().docker("stop", "--time", "12", container);
        String code = stack().docker("inspect", "-f", "{{.State.ExitCode}}", container);
        stack().docker("start", container);
        assertThat(code).as("143 is a clean end by SIGTERM, 137 a kill").isEqualTo("143");
    }
}
