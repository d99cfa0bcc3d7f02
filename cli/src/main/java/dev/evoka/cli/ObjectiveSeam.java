package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.artifacts.RemoteFiles;
import dev.evoka.coordinator.control.ObjectiveKnowledge;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.evaluator.log.RunModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Tells a coordinator what evaluators know.
final class ObjectiveSeam {

    private ObjectiveSeam() {}

    static ObjectiveKnowledge of(ApiConfig config) {
        RemoteFiles remote = config.files().cache().remote();
        return new ObjectiveKnowledge(
                spec -> Submissions.of(spec, remote),
                (run, generation, file) -> write(config.client(), config.files().cache(), run, generation, file));
    }

    private static void write(Map<String, Object> client, ArtifactFolder files, String run, long generation, Path file)
            throws IOException, InterruptedException {
        try (RunModel model = RunModel.open(client, files, run, generation);
                OutputStream out = Files.newOutputStream(file)) {
            Generations.reach(model, generation);
            model.model().writeOnnx(out);
        }
    }
}
