package dev.evoka.evaluator.objective;

import dev.evoka.evaluator.data.CsvData;
import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.DataSpec;
import dev.evoka.evaluator.data.GeneratedData;
import dev.evoka.evaluator.data.RowRange;
import dev.evoka.evaluator.data.Standardisation;
import dev.evoka.evaluator.model.LinearModel;
import dev.evoka.evaluator.model.ModelObjective;
import dev.evoka.measures.Measures;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/// Finds out what a spec's objective needs, and opens it on a shard.
public final class Objectives {

    /// What a submission tells evaluators about a data file.
    ///
    /// @param file absolute path; empty if the data is generated
    /// @param sha256 digest of the file
    record Facts(String file, String sha256) {
        public static Facts defaults() {
            return new Facts("", "");
        }
    }

    private Objectives() {}

    /// Reads the data once and says what the run needs to know.
    ///
    /// @throws SpecException if objective or data are wrong
    public static ResolvedObjective resolve(RunSpec spec) {
        return switch (ObjectiveSpec.of(spec.objective())) {
            case ObjectiveSpec.Function function -> {
                function(function);
                yield blackBox(spec);
            }
            case ObjectiveSpec.Java java -> {
                blackBox(java);
                yield blackBox(spec);
            }
            case ObjectiveSpec.Model model -> model(model, spec.folder());
        };
    }

    private static ResolvedObjective blackBox(RunSpec spec) {
        List<String> names = new ArrayList<>();
        spec.parameters().path("space").fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            int dimension = spec.parameters().path("dimension").asInt(0);
            if (dimension < 1) {
                throw new SpecException(
                        "parameters.dimension must be ≥ 1 but was %s: or name the parameters in parameters.space"
                                .formatted(spec.parameters().path("dimension").toString()));
            }
            IntStream.rangeClosed(1, dimension).forEach(i -> names.add("x" + i));
        }
        return new ResolvedObjective(names, Measures.DIRECT.measureName(), 0, 1, "{}");
    }

    private static ResolvedObjective model(ObjectiveSpec.Model model, Path folder) {
        Measures measure = measure(model);
        DataSpec spec = model.dataSpec();
        String facts = "{}";
        if (spec.file().isPresent()) {
            Path file = folder.resolve(spec.file().get()).toAbsolutePath().normalize();
            CsvData.read(file, spec);
            facts = "{\"file\":\"%s\",\"sha256\":\"%s\"}".formatted(file, digest(file));
        }
        DataSet data = data(spec, facts);
        int chunks = RowRange.chunks(data.size());
        if (model.shards() > chunks) {
            throw new SpecException("objective.shards must be ≤ %d for %d rows (a shard has at least %d) but was %d"
                    .formatted(chunks, data.size(), RowRange.CHUNK, model.shards()));
        }
        List<String> names = new LinearModel(data.features(), model.intercept(), 1).parameters();
        return new ResolvedObjective(names, measure.measureName(), 0, model.shards(), facts);
    }

    /// Opens the run's objective on a shard.
    ///
    /// @throws SpecException if the data is not there, or not what it was at the submission
    public static ShardObjective open(Run run, int shard) {
        RunSpec spec = SpecReader.fromJson(run.getSpec(), Path.of(""));
        return switch (ObjectiveSpec.of(spec.objective())) {
            case ObjectiveSpec.Function function -> function(function);
            case ObjectiveSpec.Java java -> blackBox(java);
            case ObjectiveSpec.Model model -> {
                DataSet data = data(model.dataSpec(), run.getFacts());
                yield new ModelObjective(
                        new LinearModel(data.features(), model.intercept(), 1),
                        measure(model),
                        0,
                        data.slice(RowRange.of(data.size(), shard, run.getShards())),
                        run.getShards());
            }
        };
    }

    private static TestFunction function(ObjectiveSpec.Function spec) {
        return TestFunction.named(spec.function())
                .orElseThrow(() -> new SpecException("objective.function must be one of %s but was '%s'%s"
                        .formatted(
                                TestFunction.names(),
                                spec.function(),
                                Suggestion.of(spec.function(), TestFunction.names()))));
    }

    private static PointObjective blackBox(ObjectiveSpec.Java spec) {
        List<String> found = new ArrayList<>();
        for (BlackBox each : ServiceLoader.load(BlackBox.class)) {
            if (each.objectiveName().equals(spec.java())) {
                return each::error;
            }
            found.add(each.objectiveName());
        }
        throw new SpecException("objective.java: no BlackBox is called '%s' on the class path, it has %s"
                .formatted(spec.java(), found));
    }

    private static Measures measure(ObjectiveSpec.Model model) {
        return Measures.named(model.error())
                .filter(measure -> !measure.classification() && measure != Measures.DIRECT)
                .orElseThrow(() -> new SpecException(
                        "objective.error must be mse, rmse, mae or r2 but was '%s'".formatted(model.error())));
    }

    private static DataSet data(DataSpec spec, String factsJson) {
        if (spec.generate().isPresent()) {
            DataSet generated = GeneratedData.linear(spec.generate().get());
            return spec.standardise() ? Standardisation.apply(generated) : generated;
        }
        Facts facts = FactsReader.read(factsJson);
        Path file = Path.of(facts.file());
        DataSet data = CsvData.read(file, spec);
        if (!digest(file).equals(facts.sha256())) {
            throw new SpecException(file + " has changed since the run was submitted: submit it again");
        }
        return spec.standardise() ? Standardisation.apply(data) : data;
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
