package dev.evoka.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.web.NoTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Carries questions to a registry: tries its addresses in turn, and again with growing pauses when none of them
/// works. Refusals and wrong certificates are not tried again.
final class RegistryHttp {

    /// A question.
    ///
    /// @param body JSON that is posted; empty = nothing is posted
    /// @param what what is asked for, for messages
    record Question(String path, String body, String what) {}

    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistryConfig config;
    private final HttpClient http;
    private volatile int preferred;

    RegistryHttp(RegistryConfig config) {
        this.config = config;
        boolean encrypted = config.endpoints().stream().anyMatch(Endpoint::isEncrypted);
        http = HttpClient.newBuilder()
                .connectTimeout(config.patience().connect())
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(encrypted ? config.tls().context() : NoTls.context())
                .build();
    }

    /// The answer.
    ///
    /// @throws RegistryException if there is none, or the registry refuses
    JsonNode ask(Question question) {
        long start = System.nanoTime();
        for (int rounds = 1; ; rounds++) {
            IOException last = new IOException("not asked");
            int first = preferred;
            for (int i = 0; i < config.endpoints().size(); i++) {
                int index = (first + i) % config.endpoints().size();
                Endpoint endpoint = config.endpoints().get(index);
                try {
                    JsonNode answer = Answers.of(send(endpoint, question), endpoint, question.what());
                    preferred = index;
                    return answer;
                } catch (IOException e) {
                    Answers.refuseToRepeat(endpoint, e);
                    last = e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new RegistryException(
                            "interrupted while asking the schema registry for " + question.what(), e);
                }
            }
            if (!config.patience().lasts(rounds, Duration.ofNanos(System.nanoTime() - start))) {
                throw Answers.unreachable(config.endpoints(), last);
            }
            LockSupport.parkNanos(config.patience().pauseAfter(rounds).toNanos());
        }
    }

    private HttpResponse<String> send(Endpoint endpoint, Question question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + question.path()))
                .timeout(config.patience().read())
                .header("Content-Type", TYPE)
                .header("Accept", TYPE);
        if (!endpoint.authorization().isEmpty()) {
            request.header("Authorization", endpoint.authorization());
        }
        if (!question.body().isEmpty()) {
            request.POST(BodyPublishers.ofString(question.body()));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
