package dev.evoka.coordinator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.artifacts.ArtifactWriter;
import dev.evoka.artifacts.Sha256;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.schemas.Best;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes out what a branch is to be. A run of named parameters begins around the best candidate of a generation, one
/// of model weights with the model as it was then. Where it begins is part of what the branch is: the run that it came
/// from is needed no more, and its optimizer begins anew.
public final class Branches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Drafts drafts;
    private final Ancestors ancestors;
    private final ModelFiles models;
    private final ArtifactWriter artifacts;

    /// @param drafts makes out what the changed spec is
    /// @param ancestors finds the points where runs were
    /// @param models rebuilds models
    /// @param artifacts keeps them
    public Branches(Drafts drafts, Ancestors ancestors, ModelFiles models, ArtifactWriter artifacts) {
        this.drafts = drafts;
        this.ancestors = ancestors;
        this.models = models;
        this.artifacts = artifacts;
    }

    /// What the branch is to be, and the files that it needs.
    ///
    /// @throws SpecException if the change is wrong, or the run was never there
    Drafted draft(RunStatus parent, Branch wanted) throws InterruptedException {
        if (parent.newest().isEmpty()) {
            throw new SpecException("run %s has no generation to begin from yet".formatted(parent.id()));
        }
        long newest = parent.newest().get().generation();
        if (wanted.generation().orElse(0) > newest) {
            throw new SpecException("generation must be ≤ %d, the newest of run %s, but was %d"
                    .formatted(newest, parent.id(), wanted.generation().getAsLong()));
        }
        ObjectNode spec = (ObjectNode) tree(parent.run().getSpec());
        spec.put("name", wanted.name(parent.run().getName()));
        merge(spec, wanted.change());
        Map<String, String> files = files(parent.run().getFiles());
        if (parent.run().getWeights() > 0) {
            model(parent, wanted, spec, files);
            return new Drafted(draft(parent, spec, files), files, "");
        }
        Ancestors.Place place = ancestors.find(parent, wanted.generation());
        Submission drafted = draft(parent, spec, files);
        return new Drafted(
                WarmStarts.around(drafted, parent, place.parameters(), wanted.spread(), place.sigma()),
                files,
                place.note());
    }

    /// What a branch is to be.
    ///
    /// @param files digest of each file that it needs, by the name that its spec gives it
    /// @param note what is other than asked for, in a line; empty if nothing is
    record Drafted(Submission submission, Map<String, String> files, String note) {}

    private Submission draft(RunStatus parent, ObjectNode spec, Map<String, String> files) {
        String folder = tree(parent.run().getFacts()).path("folder").asText("");
        return drafts.draft(new Submittal(spec.toString(), files, folder, "", Optional.empty(), 1));
    }

    /// The model as it was, as the file that the branch begins with.
    private void model(RunStatus parent, Branch wanted, ObjectNode spec, Map<String, String> files)
            throws InterruptedException {
        if (wanted.change().path("objective").has("file") || wanted.spread().isPresent()) {
            throw new SpecException("a branch of model weights takes the model of run %s: leave out %s"
                    .formatted(parent.id(), wanted.spread().isPresent() ? "spread" : "change.objective.file"));
        }
        long generation = wanted.generation()
                .orElseGet(() -> parent.best()
                        .map(Best::getGeneration)
                        .orElseGet(() -> parent.newest().map(Point::generation).orElse(0L)));
        String name = "%s-%d.onnx".formatted(parent.id(), generation);
        try {
            Path file = Files.createTempFile("evoka-branch-", ".onnx");
            try {
                models.write(parent.id(), generation, file);
                String sha256 = Sha256.of(file);
                keep(file, sha256, drafts.cache());
                files.put(name, sha256);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ((ObjectNode) spec.path("objective")).put("file", name);
    }

    private void keep(Path file, String sha256, ArtifactCache cache) throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            artifacts.write(cache.receive(in, sha256, Long.MAX_VALUE), sha256);
        }
    }

    private static Map<String, String> files(String json) {
        Map<String, String> files = new HashMap<>();
        if (!json.isEmpty()) {
            tree(json)
                    .properties()
                    .forEach(each -> files.put(each.getKey(), each.getValue().asText()));
        }
        return files;
    }

    /// A JSON merge patch.
    static void merge(ObjectNode target, ObjectNode change) {
        change.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (value.isNull()) {
                target.remove(each.getKey());
            } else if (value instanceof ObjectNode inside) {
                ObjectNode under = target.path(each.getKey()) instanceof ObjectNode known
                        ? known
                        : target.putObject(each.getKey());
                merge(under, inside);
            } else {
                target.set(each.getKey(), value);
            }
        });
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of evoka.runs must hold JSON but held " + json, e);
        }
    }
}
