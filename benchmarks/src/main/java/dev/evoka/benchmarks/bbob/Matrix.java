package dev.evoka.benchmarks.bbob;

import dev.evoka.optimizers.Draws;

/// A square matrix, row after row.
///
/// @param dimension rows
/// @param cells numbers
record Matrix(int dimension, double[] cells) {

    /// A random rotation: Gram and Schmidt on normal vectors.
    static Matrix rotation(int dimension, Draws draws) {
        double[] cells = new double[dimension * dimension];
        for (int at = 0; at < cells.length; at++) {
            cells[at] = draws.normal();
        }
        for (int row = 0; row < dimension; row++) {
            for (int other = 0; other < row; other++) {
                double product = product(cells, row, other, dimension);
                for (int i = 0; i < dimension; i++) {
                    cells[row * dimension + i] -= product * cells[other * dimension + i];
                }
            }
            double length = Math.sqrt(product(cells, row, row, dimension));
            for (int i = 0; i < dimension; i++) {
                cells[row * dimension + i] /= length;
            }
        }
        return new Matrix(dimension, cells);
    }

    private static double product(double[] cells, int row, int other, int dimension) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += cells[row * dimension + i] * cells[other * dimension + i];
        }
        return sum;
    }

    double[] times(double[] x) {
        double[] y = new double[dimension];
        for (int row = 0; row < dimension; row++) {
            double sum = 0;
            for (int i = 0; i < dimension; i++) {
                sum += cells[row * dimension + i] * x[i];
            }
            y[row] = sum;
        }
        return y;
    }

    double[] transposedTimes(double[] x) {
        double[] y = new double[dimension];
        for (int row = 0; row < dimension; row++) {
            for (int i = 0; i < dimension; i++) {
                y[i] += cells[row * dimension + i] * x[row];
            }
        }
        return y;
    }

    /// This · diagonal · other.
    Matrix times(double[] diagonal, Matrix other) {
        double[] product = new double[cells.length];
        for (int row = 0; row < dimension; row++) {
            for (int k = 0; k < dimension; k++) {
                double factor = cells[row * dimension + k] * diagonal[k];
                for (int i = 0; i < dimension; i++) {
                    product[row * dimension + i] += factor * other.cells[k * dimension + i];
                }
            }
        }
        return new Matrix(dimension, product);
    }
}
