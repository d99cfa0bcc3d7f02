package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.Typist;
import dev.evoka.topics.Topic;
import dev.evoka.training.SmallModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that begin where others were.
class BranchIT {

    @TempDir
    static Path folder;

    private static Standalone service;

    @BeforeAll
    static void start() throws Exception {
        service = new Standalone(folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    private static String evoka(int code, String... arguments) {
        return service.evoka(code, arguments);
    }

    @Test
    void aBranchBeginsWhereTheOtherRunWas() throws Exception {
        String spec = ServiceIT.spec("trunk", "generations: 30").replace("random-search", "cma-es");
        String trunk = service.submit(spec);
        service.awaitState(trunk, "finished");
        JsonNode then = service.get("/api/v1/runs/%s/generations/25/candidates".formatted(trunk))
                .body();
        String said = evoka(0, "branch", trunk, "--generation", "25", "--set", "seed=7", "--set", "stop.generations=3");
        String branch = said.split(" ", -1)[1];
        assertThat(branch).startsWith("trunk-from-25-");
        JsonNode run = service.awaitState(branch, "finished");
        assertThat(run.path("origin").asText()).isEqualTo(trunk);
        assertThat(run.path("spec").path("seed").asInt()).isEqualTo(7);
        JsonNode point = run.path("spec").path("parameters").path("initialisation");
        assertThat(point.path("point")).isEqualTo(then.path("parameters").path(0));
        assertThat(point.path("spread").asDouble())
                .isEqualTo(service.get("/api/v1/runs/%s/generations?from=25&to=25".formatted(trunk))
                        .body()
                        .path("sigma")
                        .path(0)
                        .asDouble());
        assertThat(service.post("/api/v1/runs/%s/branch".formatted(trunk), "{\"generation\": 30}")
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo("generation must be ≤ 29, the newest of run %s, but was 30".formatted(trunk));
        assertThat(service.post("/api/v1/runs/%s/branch".formatted(trunk), "{\"generations\": 3}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBranchFromAForgottenGenerationBeginsWithTheBestUntilThen() throws Exception {
        String run =
                service.submit(ServiceIT.spec("forgotten", "generations: 30").replace("random-search", "cma-es"));
        JsonNode finished = service.awaitState(run, "finished");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", service.address("Kafka")))) {
            keepNothing(admin, Topic.CANDIDATES);
        }
        String said = evoka(0, "branch", run, "--generation", "29", "--name", "remembered");
        assertThat(said)
                .contains("generation 29 of run %s is forgotten: begins with the best until then, of generation %d"
                        .formatted(run, finished.path("bestGeneration").asLong()));
        service.awaitState(said.split(" ", -1)[1], "finished");
    }

    @Test
    void aBranchFromWhereNothingIsLeftSaysWhatIs() throws Exception {
        String run = service.submit(ServiceIT.spec("gone", "generations: 30").replace("random-search", "cma-es"));
        JsonNode finished = service.awaitState(run, "finished");
        assertThat(finished.path("bestGeneration").asLong()).isPositive();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", service.address("Kafka")))) {
            keepNothing(admin, Topic.CANDIDATES);
            keepNothing(admin, Topic.BEST);
        }
        assertThat(evoka(2, "branch", run, "--generation", "0"))
                .isEqualTo(
                        "evoka: the candidates of generation 0 of run %s are not in the topics any more, and its best parameters are of generation %d: leave generation out, to begin with them"
                                .formatted(run, finished.path("bestGeneration").asLong()));
        String branch = evoka(0, "branch", run, "--name", "left").split(" ", -1)[1];
        service.awaitState(branch, "finished");
    }

    /// What time and compaction do in the end.
    private static void keepNothing(Admin admin, Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        String kept = admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .flatMap(config -> Stream.ofNullable(config.get("cleanup.policy")))
                .map(ConfigEntry::value)
                .findFirst()
                .orElseThrow();
        policy(admin, resource, "compact,delete");
        int partitions = admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values().stream()
                .mapToInt(each -> each.partitions().size())
                .sum();
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            all.put(new TopicPartition(topic.topicName(), i), RecordsToDelete.beforeOffset(-1));
        }
        admin.deleteRecords(all).all().get();
        policy(admin, resource, kept);
    }

    private static void policy(Admin admin, ConfigResource topic, String policy) throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    }

    @Test
    void aBranchOfModelWeightsBeginsWithTheModelAsItWas() throws Exception {
        Path place = Files.createDirectories(folder.resolve("model"));
        SmallModel.write(place);
        Path spec = Files.writeString(
                place.resolve("run.yaml"), SmallModel.spec("weights", SmallModel.OPTIMIZER, 6, 50, 1));
        String trunk = evoka(0, "submit", spec.toString()).split(" ", -1)[1];
        service.awaitState(trunk, "finished");
        String branch = evoka(0, "branch", trunk, "--generation", "4", "--set", "optimizer.sigma=0.02")
                .split(" ", -1)[1];
        service.awaitState(branch, "finished");
        assertThat(digest(branch, 0)).isEqualTo(digest(trunk, 4)).isNotEqualTo(digest(trunk, 0));
        assertThat(service.get("/api/v1/runs/%s/best".formatted(branch)).body().path("parameters"))
                .isEmpty();
    }

    /// Digest of a run's weights before a generation.
    private static String digest(String run, int generation) throws Exception {
        return Typist.type(
                        0,
                        "export",
                        run,
                        "--bootstrap-server",
                        service.address("Kafka"),
                        "--schema-registry",
                        service.address("registry"),
                        "--generation",
                        Integer.toString(generation),
                        "--to",
                        folder.resolve(run + generation + ".safetensors").toString())
                .replaceFirst(".*sha256 ", "");
    }
}
