package dev.evoka.evaluator.model;

/// Negative log-likelihood of classes, in nats, summed row after row.
final class LogLoss {

    private LogLoss() {}

    /// Two classes: the output is the log-odds of the second.
    static double twoClasses(double[] output, double[] targets, int from, int to) {
        int rows = to - from;
        double[] against = new double[rows];
        double[] log = new double[rows];
        double[] scratch = new double[rows];
        for (int i = 0; i < rows; i++) {
            // How much the output speaks against the row's class: exact, since the factor is 1 or -1.
            against[i] = output[from + i] * (1 - 2 * targets[from + i]);
            log[i] = -Math.abs(against[i]);
        }
        Elementary.exp(log, rows, scratch);
        Elementary.logOnePlus(log, rows);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += Math.max(against[i], 0) + log[i];
        }
        return sum;
    }

    /// Several classes: outputs are scores, their softmax the probabilities.
    static double softmax(double[][] outputs, int at, int classes, double[] targets, int from, int to) {
        int rows = to - from;
        double[] largest = new double[rows];
        double[] total = new double[rows];
        double[] each = new double[rows];
        double[] scratch = new double[rows];
        System.arraycopy(outputs[at], from, largest, 0, rows);
        for (int o = 1; o < classes; o++) {
            double[] output = outputs[at + o];
            for (int i = 0; i < rows; i++) {
                largest[i] = Math.max(largest[i], output[from + i]);
            }
        }
        for (int o = 0; o < classes; o++) {
            double[] output = outputs[at + o];
            for (int i = 0; i < rows; i++) {
                each[i] = output[from + i] - largest[i];
            }
            Elementary.exp(each, rows, scratch);
            for (int i = 0; i < rows; i++) {
                total[i] += each[i];
            }
        }
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            double own = outputs[at + (int) targets[from + i]][from + i];
            sum += StrictMath.log(total[i]) + (largest[i] - own);
        }
        return sum;
    }
}
