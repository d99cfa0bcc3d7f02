package dev.evoka.evaluator.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The rows of a CSV file: categories as zeros and ones, classes as their indices.
///
/// @param file the file
/// @param columns what its columns are
/// @param rows number of rows
/// @param labels names of the classes; empty for regression
/// @param categories categories of each categorical column, sorted by [Labels]
record CsvRows(CsvFile file, Columns columns, int rows, List<String> labels, Map<String, List<String>> categories)
        implements RowSource {

    @Override
    public String place() {
        return file.path().toString();
    }

    @Override
    public List<String> features() {
        List<String> features = new ArrayList<>();
        for (int column = 0; column < columns.names().size(); column++) {
            String name = columns.names().get(column);
            if (columns.categorical().contains(column)) {
                categories(column).forEach(category -> features.add(name + "=" + category));
            } else if (column != columns.target()) {
                features.add(name);
            }
        }
        return features;
    }

    /// For each feature, whether it is a number (and no category).
    boolean[] numeric() {
        boolean[] numeric = new boolean[width()];
        int feature = 0;
        for (int column = 0; column < columns.names().size(); column++) {
            if (columns.categorical().contains(column)) {
                feature += categories(column).size();
            } else if (column != columns.target()) {
                numeric[feature++] = true;
            }
        }
        return numeric;
    }

    private int width() {
        int width = columns.names().size() - 1;
        for (int column : columns.categorical()) {
            width += categories(column).size() - 1;
        }
        return width;
    }

    private List<String> categories(int column) {
        return categories.getOrDefault(columns.names().get(column), List.of());
    }

    @Override
    public String target() {
        return columns.names().get(columns.target());
    }

    @Override
    public void read(RowRange range, Visitor visitor) {
        int width = width();
        file.read(new Consumer<>() {
            private int row;

            @Override
            public void accept(CsvLine line) {
                if (row >= range.from() && row < range.to()) {
                    visitor.row(features(line, width), target(line));
                }
                row++;
            }
        });
    }

    private double[] features(CsvLine line, int width) {
        double[] features = new double[width];
        int feature = 0;
        for (int column = 0; column < columns.names().size(); column++) {
            if (columns.categorical().contains(column)) {
                features[feature + index(line, column, categories(column))] = 1;
                feature += categories(column).size();
            } else if (column != columns.target()) {
                features[feature++] = line.number(column);
            }
        }
        return features;
    }

    private double target(CsvLine line) {
        return labels.isEmpty() ? line.number(columns.target()) : index(line, columns.target(), labels);
    }

    private static int index(CsvLine line, int column, List<String> sorted) {
        int index = Collections.binarySearch(sorted, line.text(column), Labels.ORDER);
        if (index < 0) {
            throw line.wrong(column, "'%s' is none of %s".formatted(line.text(column), sorted));
        }
        return index;
    }
}
