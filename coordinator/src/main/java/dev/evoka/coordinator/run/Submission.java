package dev.evoka.coordinator.run;

import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// Turns a run spec into the record that starts the run.
///
/// @param spec the spec
/// @param parameters names of the parameters
/// @param measure error measure
/// @param classes target classes; 0 if there are none
/// @param shards data shards
/// @param facts what was found out about the data, as JSON
/// @param weights number of trainable weights; 0 if parameters have names
/// @param validationMeasure error measure on held-out examples; empty = the same
public record Submission(
        RunSpec spec,
        List<String> parameters,
        String measure,
        int classes,
        int shards,
        String facts,
        long weights,
        String validationMeasure) {

    /// Of a run whose parameters have names.
    public Submission(RunSpec spec, List<String> parameters, String measure, int classes, int shards, String facts) {
        this(spec, parameters, measure, classes, shards, facts, 0, "");
    }

    /// The same with another spec of the same objective.
    public Submission withSpec(RunSpec other) {
        return new Submission(other, parameters, measure, classes, shards, facts, weights, validationMeasure);
    }

    /// The same with other facts.
    public Submission withFacts(String other) {
        return new Submission(spec, parameters, measure, classes, shards, other, weights, validationMeasure);
    }

    /// The record, checked: whoever reads it can start the run.
    ///
    /// @param suffix appended to the identifier, to run the same spec once more; empty = the same spec is the same run
    /// @throws dev.evoka.spec.SpecException if the spec is wrong
    public Run record(Instant submitted, String suffix) {
        String canonical = SpecReader.canonicalJson(spec);
        Run run = Run.newBuilder()
                .setRun(spec.name() + "-" + digest(canonical + facts) + suffix)
                .setName(spec.name())
                .setSpec(canonical)
                .setMeasure(measure)
                .setClasses(classes)
                .setShards(shards)
                .setParameters(parameters)
                .setFacts(facts)
                .setWanted(WantedState.RUNNING)
                .setSubmitted(Instant.ofEpochMilli(submitted.toEpochMilli()))
                .setWeights(weights)
                .setValidationMeasure(validationMeasure)
                .build();
        RunDefinition.of(run);
        return run;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
