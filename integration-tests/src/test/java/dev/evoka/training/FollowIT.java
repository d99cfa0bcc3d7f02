package dev.evoka.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.serve.ModelServer;
import dev.evoka.evaluator.log.RunModel;
import dev.evoka.schemas.Run;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A serving node holds the newest model of a run that goes on.
class FollowIT {

    private static final int GENERATIONS = 400;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(ModelServer server, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(server, path)));
    }

    private HttpResponse<String> post(ModelServer server, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(server, "/generate")).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ModelServer server, String path) {
        return URI.create("http://localhost:%d%s".formatted(server.port(), path));
    }

    @Test
    void servesTheWeightsOfARunThatGoesOn() throws Exception {
        SmallModel.write(folder);
        try (Stage stage = new Stage(folder)) {
            stage.evaluator("one");
            Run run = stage.submit(SmallModel.spec("live", SmallModel.OPTIMIZER, GENERATIONS, 100, 1), "");
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (RunLog log = new RunLog(stage.client(), run.getRun());
                    RunModel followed = RunModel.open(stage.client(), run.getRun(), Long.MAX_VALUE);
                    ModelServer server = new ModelServer(followed, address)) {
                server.start();
                log.awaitGeneration(20);
                long early = server.catchUp(LIMIT);
                assertThat(post(server, "{\"prompt\": \"the \", \"tokens\": 5}").body())
                        .startsWith("{\"generation\":%d,\"text\":".formatted(early));
                log.awaitEnd();
                long end = server.catchUp(LIMIT);
                assertThat(end).isGreaterThan(early);
                try (RunModel exported = RunModel.open(stage.client(), run.getRun(), end)) {
                    assertThat(exported.reach(end, LIMIT)).isTrue();
                    assertThat(get(server, "/model").body())
                            .contains("\"generation\":%d".formatted(end))
                            .contains(HexFormat.of()
                                    .formatHex(exported.model().base().digest()));
                }
                saysWhatIsWrong(server);
            }
        }
    }

    private void saysWhatIsWrong(ModelServer server) throws Exception {
        assertThat(get(server, "/weights").statusCode()).isEqualTo(404);
        assertThat(post(server, "the ").body()).contains("the request must be a JSON object with prompt");
        assertThat(post(server, "{\"prompt\": \"a\", \"tokens\": 0}").body())
                .contains("tokens must be from 1 to 10000 but was 0");
        assertThat(post(server, "{\"prompt\": \"\"}").body()).contains("the prompt has no token");
        assertThat(post(server, "{}").statusCode()).isEqualTo(400);
    }
}
