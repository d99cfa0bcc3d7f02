package dev.evoka.evaluator.data;

import dev.evoka.measures.ExactSum;
import dev.evoka.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a submission finds out about the data: it reads all rows, keeps none, and checks everything.
///
/// @param facts what evaluators need to know
/// @param features names of the features
/// @param target name of the target, with the file's
/// @param constant true if all targets are equal
public record Survey(DataFacts facts, List<String> features, String target, boolean constant) {

    static final String FILE = "objective.data.file";

    /// Surveys the data of a spec.
    ///
    /// @param files finds the file
    /// @param classes true if targets are classes
    /// @throws SpecException naming file, row and column of what is wrong
    public static Survey of(DataSpec spec, NamedFiles files, boolean classes) {
        if (spec.generated().isPresent()) {
            RowSource source = GeneratedData.source(spec.generated().get());
            if (source.labels().isEmpty() == classes) {
                throw new SpecException("objective.data.generate: %s data has %s, set objective.error to %s"
                        .formatted(
                                spec.generated().get().kind(),
                                classes ? "no classes" : "classes",
                                classes ? "mse, rmse, mae or r2" : "cross-entropy, accuracy or macro-f1"));
            }
            boolean[] numeric = new boolean[source.features().size()];
            Arrays.fill(numeric, true);
            return of(source, "", "", Map.of(), spec.standardise() ? numeric : new boolean[0]);
        }
        NamedFiles.Found file = files.find(spec.file().orElseThrow(), FILE);
        CsvRows rows =
                CsvSurvey.rows(new CsvFile(file.path(), spec.separator().charAt(0), spec.header()), spec, classes);
        boolean[] numeric = spec.standardise() ? rows.numeric() : new boolean[0];
        return of(rows, file.path().toString(), file.sha256(), new TreeMap<>(rows.categories()), numeric);
    }

    private static Survey of(
            RowSource source, String file, String digest, Map<String, List<String>> categories, boolean[] numeric) {
        Standardisation standard = numeric.length == 0 ? Standardisation.none() : Standardisation.of(source, numeric);
        ExactSum sum = new ExactSum();
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        source.read((features, target) -> {
            sum.add(target);
            range[0] = Math.min(range[0], target);
            range[1] = Math.max(range[1], target);
        });
        DataFacts facts = new DataFacts(
                file,
                digest,
                source.rows(),
                source.labels(),
                categories,
                Arrays.stream(standard.means()).boxed().toList(),
                Arrays.stream(standard.deviations()).boxed().toList(),
                source.labels().isEmpty() ? sum.value() / source.rows() : 0);
        return new Survey(
                facts, source.features(), source.place() + ", column " + source.target(), range[0] == range[1]);
    }
}
