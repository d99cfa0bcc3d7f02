package dev.evoka.evaluator.data;

import dev.evoka.spec.SpecException;
import java.nio.file.Path;

/// The rows of one shard.
public final class ShardData {

    private ShardData() {}

    /// Reads the data and keeps the rows of the range, standardised by the facts.
    ///
    /// @throws SpecException if the file is not there, or not what it was at the submission
    public static DataSet load(DataSpec spec, DataFacts facts, RowRange range) {
        RowSource source = spec.generated().map(GeneratedData::source).orElseGet(() -> file(spec, facts));
        DataSet rows = source.table(range);
        Standardisation standard = facts.standardisation();
        for (double[] row : rows.rows()) {
            standard.apply(row);
        }
        return rows;
    }

    private static RowSource file(DataSpec spec, DataFacts facts) {
        Path path = Path.of(facts.file());
        if (!Digest.of(path, Survey.FILE).equals(facts.sha256())) {
            throw new SpecException(
                    "%s has changed since the run was submitted: restore it, or submit the run again".formatted(path));
        }
        CsvFile file = new CsvFile(path, spec.separator().charAt(0), spec.header());
        return new CsvRows(file, Columns.of(file, spec), facts.rows(), facts.labels(), facts.categories());
    }
}
