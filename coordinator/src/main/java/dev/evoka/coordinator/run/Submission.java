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
public record Submission(RunSpec spec, List<String> parameters, String measure, int classes, int shards, String facts) {

    /// The record, checked: whoever reads it can start the run.
    ///
    /// @param suffix appended to the identifier, to run the same spec once more; empty = the same spec is the same run
    /// @throws dev.evoka.spec.SpecException if the spec is wrong
    public Run record(Instant submitted, String suffix) {
        String canonical = SpecReader.canonicalJson(spec);
        Run run = new Run(
                spec.name() + "-" + digest(canonical + facts) + suffix,
                spec.name(),
                canonical,
                measure,
                classes,
                shards,
                parameters,
                facts,
                WantedState.RUNNING,
                "",
                Instant.ofEpochMilli(submitted.toEpochMilli()));
        RunDefinition definition = RunDefinition.of(run);
        definition.algorithm().start(definition.space(), definition.seed());
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
