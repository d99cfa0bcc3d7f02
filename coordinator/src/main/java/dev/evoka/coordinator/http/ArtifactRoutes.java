package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.artifacts.ArtifactException;
import dev.evoka.artifacts.ArtifactWriter;
import dev.evoka.artifacts.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes files that specs name, and puts them into Kafka.
final class ArtifactRoutes {

    private final ArtifactCache cache;
    private final ArtifactWriter writer;
    private final long largest;

    /// Artifacts that this instance wrote itself. Those in its cache may be another cluster's.
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /// @param largest bytes of the largest file that is taken
    ArtifactRoutes(ArtifactCache cache, ArtifactWriter writer, long largest) {
        this.cache = cache;
        this.writer = writer;
        this.largest = largest;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/artifacts/{sha256}", this::known),
                new Route("PUT", Route.parts("/api/v1/artifacts/{sha256}"), Role.OPERATOR, this::take));
    }

    private Response known(Request request, List<String> open) {
        String sha256 = name(open);
        if (request.number("bytes", 0, 0, Long.MAX_VALUE) > largest) {
            throw tooLarge();
        }
        if (!written.contains(sha256)) {
            throw Problem.notFound("artifact %s was not uploaded here".formatted(sha256));
        }
        return Response.json(Json.object().put("sha256", sha256));
    }

    private Response take(Request request, List<String> open) throws IOException, InterruptedException {
        String sha256 = name(open);
        if (request.length().orElse(0) > largest) {
            throw tooLarge();
        }
        try {
            Path file = cache.receive(request.body(), sha256, largest);
            writer.write(file, sha256);
            written.add(sha256);
            ObjectNode answer = Json.object().put("sha256", sha256).put("bytes", Files.size(file));
            return Response.json(201, answer);
        } catch (ArtifactException e) {
            throw Problem.badRequest("sha256", String.valueOf(e.getMessage()));
        }
    }

    private Problem tooLarge() {
        return Problem.tooLarge(
                "a file must be ≤ %d bytes to be uploaded but is larger: put it where services find it themselves, and name it in the spec with its digest, as {url: https://…, sha256: …} or {path: …, sha256: …}; or raise --largest-file of the coordinator"
                        .formatted(largest));
    }

    private static String name(List<String> open) {
        if (!Sha256.isName(open.getFirst())) {
            throw Problem.badRequest(
                    "sha256", "sha256 must be 64 hexadecimal digits in lower case but was " + open.getFirst());
        }
        return open.getFirst();
    }
}
