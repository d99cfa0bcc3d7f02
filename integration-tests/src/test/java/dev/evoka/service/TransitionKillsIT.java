package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service is killed at random moments while a run's life changes. Afterwards the change has happened or it has
/// not; if it was confirmed, it has; and the run's result is what it would have been.
class TransitionKillsIT {

    private static final int ACCEPTED = 202;
    /// Kills come as fast as this first, and later with each that came too early for the change.
    private static final int FIRST_WAIT_MILLISECONDS = 25;

    private static final int LATER = 4;
    private static final String SPEC = ServiceIT.spec("killed", "generations: 1000000");

    private record Change(String path, String body, List<String> before, List<String> after) {}

    private static final List<Change> CHANGES = List.of(
            new Change("pause", "", List.of("submitted", "running"), List.of("paused")),
            new Change("resume", "", List.of("paused"), List.of("submitted", "running")),
            new Change("stop", "", List.of("submitted", "running"), List.of("stopped")),
            new Change("extend", "{\"stop\": {\"generations\": 2000000}}", List.of("stopped"), List.of("running")));

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    private Path data() {
        return folder.resolve("data");
    }

    /// The state after the start: the page knows it when what the topics hold has been read.
    private static String state(Standalone service, String run) throws Exception {
        while (service.get("/readyz").status() != 200) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return service.run(run).path("state").asText();
    }

    /// Asks, and kills the service at a random moment.
    ///
    /// @return the status of the answer, if there was one
    private Optional<Integer> askAndKill(Standalone service, String run, Change change, int longest) throws Exception {
        CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> service.post(
                        "/api/v1/runs/%s/%s".formatted(run, change.path()), change.body())
                .status());
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longest));
        service.kill();
        try {
            return Optional.of(asked.join());
        } catch (CompletionException e) {
            return Optional.empty(); // the connection broke
        }
    }

    @Test
    void aChangeHappensOrItDoesNot() throws Exception {
        String run;
        try (Standalone service = new Standalone(data())) {
            run = service.submit(SPEC);
            service.await(run, each -> each.path("generations").asLong() > 0);
            service.kill();
        }
        int done = 0;
        int wait = FIRST_WAIT_MILLISECONDS;
        Optional<Integer> answer = Optional.empty();
        while (done < CHANGES.size()) {
            try (Standalone service = new Standalone(data())) {
                Change change = CHANGES.get(done);
                String state = state(service, run);
                if (answer.equals(Optional.of(ACCEPTED))) { // the loop may not have come to it yet
                    state = service.await(
                                    run,
                                    each -> change.after()
                                            .contains(each.path("state").asText()))
                            .path("state")
                            .asText();
                }
                boolean happened = change.after().contains(state);
                assertThat(happened || change.before().contains(state))
                        .as("%s after %s", state, change.path())
                        .isTrue();
                done += happened ? 1 : 0;
                wait = happened ? FIRST_WAIT_MILLISECONDS : wait * LATER;
                answer = done < CHANGES.size() ? askAndKill(service, run, CHANGES.get(done), wait) : Optional.empty();
            }
        }
        sameResult(run);
    }

    /// Every generation is what the same run has when nothing disturbs it.
    private void sameResult(String run) throws Exception {
        try (Standalone service = new Standalone(data())) {
            assertThat(state(service, run)).isEqualTo("running");
            service.post("/api/v1/runs/%s/stop".formatted(run), "");
            JsonNode stopped = service.awaitState(run, "stopped");
            long generations = stopped.path("generations").asLong();
            String undisturbed = service.submit(
                    ServiceIT.spec("undisturbed", "generations: 1000000, evaluations: " + stopped.path("evaluations")));
            JsonNode finished = service.awaitState(undisturbed, "finished");
            assertThat(finished.path("generations").asLong()).isEqualTo(generations);
            assertThat(finished.path("best")).isEqualTo(stopped.path("best"));
            assertThat(service.get("/api/v1/runs/%s/best".formatted(undisturbed))
                            .body()
                            .path("parameters"))
                    .isEqualTo(service.get("/api/v1/runs/%s/best".formatted(run))
                            .body()
                            .path("parameters"));
        }
    }
}
