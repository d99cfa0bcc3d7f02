package dev.evoka.evaluator.data;

import dev.evoka.spec.SpecException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The first pass over a CSV file: checks every field, counts rows, and collects classes and categories.
final class CsvSurvey implements Consumer<CsvLine> {

    /// A column with more different values than this is no class or category.
    private static final int MOST_VALUES = 1000;

    private final Columns columns;
    private final boolean classes;
    private final Set<String> labels = new HashSet<>();
    private final Map<String, Set<String>> categories = new TreeMap<>();
    private int rows;

    private CsvSurvey(Columns columns, boolean classes) {
        this.columns = columns;
        this.classes = classes;
    }

    /// The rows of the file that the spec names.
    ///
    /// @param classes true if the target column has classes
    /// @throws SpecException naming file, row and column of what is wrong
    static CsvRows rows(CsvFile file, DataSpec spec, boolean classes) {
        Columns columns = Columns.of(file, spec);
        CsvSurvey survey = new CsvSurvey(columns, classes);
        file.read(survey);
        List<String> labels = Labels.sorted(survey.labels);
        if (labels.size() == 1) {
            throw new SpecException("%s, column %s: every row has class '%s', but two classes are needed"
                    .formatted(file.path(), columns.names().get(columns.target()), labels.getFirst()));
        }
        Map<String, List<String>> categories = new TreeMap<>();
        survey.categories.forEach((column, texts) -> categories.put(column, Labels.sorted(texts)));
        return new CsvRows(file, columns, survey.rows, labels, categories);
    }

    @Override
    public void accept(CsvLine line) {
        rows++;
        for (int column = 0; column < columns.names().size(); column++) {
            if (column == columns.target() && classes) {
                collect(line, column, labels, "is objective.error right, which asks for classes?");
            } else if (columns.categorical().contains(column)) {
                Set<String> texts = categories.computeIfAbsent(columns.names().get(column), name -> new HashSet<>());
                collect(line, column, texts, "remove it from objective.data.categorical");
            } else {
                line.number(column);
            }
        }
    }

    private static void collect(CsvLine line, int column, Set<String> texts, String remedy) {
        if (texts.add(line.text(column)) && texts.size() > MOST_VALUES) {
            throw line.wrong(column, "more than %d different values: %s".formatted(MOST_VALUES, remedy));
        }
    }
}
