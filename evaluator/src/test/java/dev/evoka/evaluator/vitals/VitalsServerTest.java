package dev.evoka.evaluator.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VitalsServerTest {

    private final AtomicLong now = new AtomicLong();
    private final Vitals vitals = new Vitals(2, now::get);
    private final HttpClient client = HttpClient.newHttpClient();
    private VitalsServer server;

    @BeforeEach
    void start() throws IOException {
        server = new VitalsServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), vitals, List.of(this::bind));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private void bind(MeterRegistry registry) {
        registry.gauge("kafka.of.a.client", now);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isReadyOnceTheGroupHasTakenIt() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("joining the group of evaluators\n");
        vitals.joined(0);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void isNeitherReadyNorAliveWhenItPollsNoMore() throws Exception {
        vitals.joined(4);
        now.set(61_000_000_000L);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        vitals.polled(0);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void countsBlocksAndTheTimeThatWentIntoThem() throws Exception {
        vitals.joined(4);
        long first = vitals.begun();
        now.set(1_500_000_000L);
        vitals.ended(first);
        vitals.answered(8, false);
        vitals.answered(3, true);
        vitals.begun();
        vitals.polled(5);
        assertThat(get("/metrics").body())
                .contains("\nevoka_evaluator_threads 2.0\n")
                .contains("\nevoka_evaluator_slots 4.0\n")
                .contains("\nevoka_evaluator_blocks_waiting 4.0\n")
                .contains("\nevoka_evaluator_blocks_working 1.0\n")
                .contains("\nevoka_evaluator_blocks_total 2.0\n")
                .contains("\nevoka_evaluator_blocks_failed_total 1.0\n")
                .contains("\nevoka_evaluator_evaluations_total 11.0\n")
                .contains("\nevoka_evaluator_busy_seconds_total 1.5\n")
                .contains("\n# TYPE evoka_evaluator_blocks_total counter\n")
                .contains("\nevoka_evaluator_heap_used_bytes ", "\nevoka_evaluator_heap_limit_bytes ");
    }

    @Test
    void showsWhatTheKafkaClientsAndTheMachineMeasure() throws Exception {
        now.set(5);
        assertThat(get("/metrics").body())
                .contains("\nkafka_of_a_client 5.0\n")
                .contains("\njvm_memory_used_bytes{area=\"heap\"", "\nprocess_uptime_seconds ");
    }

    @Test
    void namesWhatThereIsWhenAskedForSomethingElse() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }
}
