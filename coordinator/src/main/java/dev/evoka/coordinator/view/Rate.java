package dev.evoka.coordinator.view;

/// Evaluations a second over the last seconds of a run, by the time stamps of its log.
final class Rate {

    private static final int MARKS = 16;
    private static final double SPACING_SECONDS = 0.5;

    private final double[] seconds = new double[MARKS];
    private final long[] evaluations = new long[MARKS];
    private int marks;

    void mark(Point point) {
        int last = Math.floorMod(marks - 1, MARKS);
        if (marks > 0 && point.seconds() - seconds[last] < SPACING_SECONDS) {
            return;
        }
        seconds[marks % MARKS] = point.seconds();
        evaluations[marks % MARKS] = point.evaluations();
        marks++;
    }

    /// @param newest the newest point
    /// @return 0 while there is nothing to compare with
    double evaluationsPerSecond(Point newest) {
        if (marks == 0) {
            return 0;
        }
        int oldest = marks < MARKS ? 0 : marks % MARKS;
        double elapsed = newest.seconds() - seconds[oldest];
        return elapsed > 0 ? (newest.evaluations() - evaluations[oldest]) / elapsed : 0;
    }
}
