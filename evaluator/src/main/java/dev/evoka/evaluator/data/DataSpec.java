package dev.evoka.evaluator.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.FileSpec;
import dev.evoka.spec.SpecReader;
import java.util.List;
import java.util.Optional;

/// Section `objective.data` of the run spec: a CSV file, or data that is generated.
///
/// @param file path of a CSV file, relative to the spec's folder; or where it lies
/// @param generate what to generate instead
/// @param header true if the first line has the column names
/// @param separator character between the fields
/// @param target name or number (from 1) of the target column; empty = the last
/// @param categorical names or numbers of feature columns whose texts are categories: each category becomes a feature
/// of its own that is 1 in its rows and 0 in others
/// @param standardise true = numeric features get mean 0 and deviation 1 over all rows
public record DataSpec(
        Optional<FileSpec> file,
        Optional<ObjectNode> generate,
        boolean header,
        String separator,
        Optional<String> target,
        List<String> categorical,
        boolean standardise) {

    public DataSpec {
        if (file.isPresent() == generate.isPresent()) {
            throw new IllegalArgumentException("must have either file or generate");
        }
        if (separator.length() != 1) {
            throw new IllegalArgumentException("separator must be one character but was '%s'".formatted(separator));
        }
        if (generate.isPresent() && (header || target.isPresent() || !categorical.isEmpty())) {
            throw new IllegalArgumentException(
                    "must not have header, target or categorical beside generate: they belong to a file");
        }
        categorical = List.copyOf(categorical);
    }

    /// What to generate; empty if there is a file.
    public Optional<GenerateSpec> generated() {
        return generate.map(node -> SpecReader.bind(node, GenerateSpec.class, "objective.data.generate"));
    }
}
