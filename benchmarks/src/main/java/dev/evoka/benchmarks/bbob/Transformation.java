package dev.evoka.benchmarks.bbob;

/// The transformations that the functions are built of (Hansen, Finck, Ros, Auger 2009, section 0.2).
final class Transformation {

    private Transformation() {}

    /// Makes one coordinate slightly irregular: T_osz.
    static double oscillated(double x) {
        if (x == 0) {
            return 0;
        }
        double log = Math.log(Math.abs(x));
        double wave = x > 0 ? Math.sin(10 * log) + Math.sin(7.9 * log) : Math.sin(5.5 * log) + Math.sin(3.1 * log);
        return Math.signum(x) * Math.exp(log + 0.049 * wave);
    }

    /// T_osz of every coordinate.
    static double[] oscillated(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = oscillated(x[i]);
        }
        return y;
    }

    /// Breaks the symmetry about 0: T_asy with β.
    static double[] asymmetric(double beta, double[] x) {
        double[] y = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0) {
                y[i] = Math.pow(x[i], 1 + beta * along(i, x.length) * Math.sqrt(x[i]));
            }
        }
        return y;
    }

    /// Diagonal of Λ^α: conditioning α^(½ i/(D - 1)).
    static double[] conditioning(double alpha, int dimension) {
        double[] diagonal = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            diagonal[i] = Math.pow(alpha, 0.5 * along(i, dimension));
        }
        return diagonal;
    }

    /// Penalty outside [-5, 5]: f_pen.
    static double penalty(double[] x) {
        double sum = 0;
        for (double each : x) {
            double beyond = Math.max(0, Math.abs(each) - 5);
            sum += beyond * beyond;
        }
        return sum;
    }

    /// Position of a coordinate: 0 for the first, 1 for the last.
    static double along(int i, int dimension) {
        return dimension == 1 ? 0 : (double) i / (dimension - 1);
    }

    static double[] minus(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = a[i] - b[i];
        }
        return c;
    }

    static double squared(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each;
        }
        return sum;
    }

    /// D - Σ cos 2π z: the waves of Rastrigin's function.
    static double waves(double[] z) {
        double sum = z.length;
        for (double each : z) {
            sum -= Math.cos(2 * Math.PI * each);
        }
        return sum;
    }
}
