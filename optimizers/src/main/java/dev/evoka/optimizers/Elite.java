package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The best points that a search has met, no two of them the same.
final class Elite {

    private final int d;
    private final double[] errors;
    private final double[][] points;
    private int count;

    /// @param size most points
    Elite(int d, int size) {
        this.d = d;
        this.errors = new double[size];
        this.points = new double[size][];
    }

    /// Enters candidates.
    void add(double[] values, double[] told) {
        for (int c = 0; c < told.length; c++) {
            if (Double.isFinite(told[c]) && (count < errors.length || told[c] < errors[count - 1])) {
                insert(Arrays.copyOfRange(values, c * d, (c + 1) * d), told[c]);
            }
        }
    }

    private void insert(double[] point, double error) {
        int at = 0;
        while (at < count && errors[at] <= error) {
            if (Arrays.equals(points[at], point)) {
                return;
            }
            at++;
        }
        int moving = Math.min(count, errors.length - 1) - at;
        System.arraycopy(errors, at, errors, at + 1, moving);
        System.arraycopy(points, at, points, at + 1, moving);
        errors[at] = error;
        points[at] = point;
        count = Math.min(count + 1, errors.length);
    }

    boolean empty() {
        return count == 0;
    }

    /// The best point.
    double[] best() {
        return points[0].clone();
    }

    /// Its error; +∞ if there is none.
    double error() {
        return count == 0 ? Double.POSITIVE_INFINITY : errors[0];
    }

    /// The space that a search begins in where these points are known: their own spread in each coordinate, but no less
    /// than a share of the initialisation's.
    SearchSpace start(SearchSpace space, double share) {
        double[] spreads = new double[d];
        for (int i = 0; i < d; i++) {
            double mean = 0;
            for (int k = 0; k < count; k++) {
                mean += points[k][i] / count;
            }
            double squares = 0;
            for (int k = 0; k < count; k++) {
                double off = points[k][i] - mean;
                squares += off * off / count;
            }
            double usual = Start.spread(space, i);
            spreads[i] = Math.clamp(Math.sqrt(squares), share * usual, usual);
        }
        return space.from(new Initialisation.Points(Arrays.copyOf(points, count), spreads));
    }

    /// Writes the start that [#start] made.
    static void write(StateWriter state, SearchSpace started) {
        Initialisation.Points points = (Initialisation.Points) started.initialisation();
        state.put(points.values().length).put(points.spreads());
        for (double[] point : points.values()) {
            state.put(point);
        }
    }

    /// Reads a start.
    static SearchSpace read(ByteBuffer state, SearchSpace space) {
        double[][] points = new double[state.getInt()][];
        double[] spreads = State.get(state, space.dimension());
        Arrays.setAll(points, k -> State.get(state, space.dimension()));
        return space.from(new Initialisation.Points(points, spreads));
    }

    void write(StateWriter state) {
        state.put(count).put(Arrays.copyOf(errors, count));
        for (int k = 0; k < count; k++) {
            state.put(points[k]);
        }
    }

    void read(ByteBuffer state) {
        count = state.getInt();
        System.arraycopy(State.get(state, count), 0, errors, 0, count);
        for (int k = 0; k < count; k++) {
            points[k] = State.get(state, d);
        }
    }
}
