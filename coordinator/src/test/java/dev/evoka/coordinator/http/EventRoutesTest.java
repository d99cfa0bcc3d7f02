package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.view.Records;
import dev.evoka.coordinator.view.Runs;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However fast records come, a client is told of them a few times a second.
class EventRoutesTest {

    private static final int RECORDS = 50_000;
    private static final long LEAST_MILLISECONDS = 250;

    private final Runs runs = new Runs();

    private Response.Events events(List<String> path) throws Exception {
        Request request = new Request(
                "GET", path, Map.of(), Map.of(), InputStream.nullInputStream(), new Caller("", Role.OPERATOR));
        return (Response.Events) new Routes(new EventRoutes(runs).routes(), java.util.Optional::empty).answer(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/events", "api/v1/runs/a/events"})
    void manyRecordsAreFewEventsAndTheLastIsAmongThem(String path) throws Exception {
        runs.take(Records.run("a"), 1);
        Response.Events events = events(List.of(path.split("/")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long began = System.nanoTime();
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                events.source().write(new EventStream(out));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        for (int i = 0; i < RECORDS; i++) {
            runs.take(Records.progress("a", i, "running"), i);
        }
        String last = "\"generations\":" + RECORDS;
        while (!out.toString(StandardCharsets.UTF_8).contains(last)) {
            assertThat(client.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        client.interrupt();
        client.join();
        long milliseconds = (System.nanoTime() - began) / 1_000_000;
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(said.split("\nevent: |^event: ", -1).length - 1L)
                .isLessThanOrEqualTo(milliseconds / LEAST_MILLISECONDS + 2);
    }
}
