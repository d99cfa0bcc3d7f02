package dev.evoka.evaluator.data;

import dev.evoka.spec.SpecException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What the columns of a file are.
///
/// @param names names of all columns
/// @param target index of the target column
/// @param categorical indices of the feature columns that are categories
record Columns(List<String> names, int target, Set<Integer> categorical) {

    /// The columns as the spec names them.
    ///
    /// @throws SpecException if the file has no such column
    static Columns of(CsvFile file, DataSpec spec) {
        List<String> names = file.names();
        int target = spec.target()
                .map(wanted -> index("objective.data.target", wanted, names, file))
                .orElse(names.size() - 1);
        Set<Integer> categorical = new TreeSet<>();
        for (String wanted : spec.categorical()) {
            int column = index("objective.data.categorical", wanted, names, file);
            if (column == target) {
                throw new SpecException(
                        "objective.data.categorical must name features, but '%s' is the target: for classes, set objective.error to cross-entropy, accuracy or macro-f1"
                                .formatted(wanted));
            }
            categorical.add(column);
        }
        return new Columns(names, target, categorical);
    }

    private static int index(String path, String wanted, List<String> names, CsvFile file) {
        int named = names.indexOf(wanted);
        if (named >= 0) {
            return named;
        }
        int number = wanted.matches("[0-9]{1,6}") ? Integer.parseInt(wanted) : 0;
        if (number < 1 || number > names.size()) {
            throw new SpecException("%s: %s has no column '%s', it has %s%s"
                    .formatted(
                            path,
                            file.path(),
                            wanted,
                            names,
                            file.header() ? "" : " (objective.data.header is false)"));
        }
        return number - 1;
    }
}
