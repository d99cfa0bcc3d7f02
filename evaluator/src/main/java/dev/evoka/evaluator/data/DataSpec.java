package dev.evoka.evaluator.data;

import java.util.Optional;

/// Section `objective.data` of the run spec: a CSV file, or data that is generated.
///
/// @param file path of a CSV file, relative to the spec's folder
/// @param generate what to generate instead
/// @param header true if the first line has the column names
/// @param separator character between the fields
/// @param target name or number (from 1) of the target column; empty = the last
/// @param standardise true = features get mean 0 and deviation 1 over all rows
public record DataSpec(
        Optional<String> file,
        Optional<Generate> generate,
        boolean header,
        String separator,
        Optional<String> target,
        boolean standardise) {

    /// Data of a linear model: features and noise normal, true weights uniform in (-1, 1).
    ///
    /// @param samples rows
    /// @param features columns
    /// @param noise standard deviation of the noise
    /// @param seed seed of the data
    public record Generate(int samples, int features, double noise, long seed) {
        public Generate {
            if (samples < 1 || features < 1) {
                throw new IllegalArgumentException(
                        "samples and features must be ≥ 1 but were %d and %d".formatted(samples, features));
            }
        }

        /// 100 samples of 1000 features, noise 0.1.
        public static Generate defaults() {
            return new Generate(100, 1000, 0.1, 1);
        }
    }

    public DataSpec {
        if (file.isPresent() == generate.isPresent()) {
            throw new IllegalArgumentException("must have either file or generate");
        }
        if (separator.length() != 1) {
            throw new IllegalArgumentException("separator must be one character but was '%s'".formatted(separator));
        }
    }
}
