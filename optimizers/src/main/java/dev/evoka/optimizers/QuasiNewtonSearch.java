package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The descent of [QuasiNewton]. It knows how much there is still to gain, so whoever compares descents can leave one
/// that is hopeless.
final class QuasiNewtonSearch implements Search {

    /// Most points of a line that are tried at once.
    private static final int MOST_TRIES = 6;

    /// Each further point of a line is at this share of the distance.
    private static final double SHORTER = 0.25;

    /// Shares of the error: differences below the first are rounding; a slope that promises less than the second is
    /// flat.
    private static final double ROUNDING = 1e-15;

    private static final double FLAT = 4e-13;

    /// Differences that confirm an end are longer by the first; the second is the least share of what was promised.
    private static final double WIDER = 10;

    private static final double SAME = 0.3;

    /// Lines that may fail, each followed by a fresh start of the matrix.
    private static final int MOST_FAILURES = 2;

    /// What is evaluated next.
    private enum Phase implements Coded {
        START(0),
        FORWARD(1),
        CENTRAL(2),
        LINE(3),
        OVER(4),
        CONFIRM(5);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private final SearchSpace space;
    private final int d;
    private final int tries;
    private final double[] unit;

    private Phase phase = Phase.START;
    private final double[] x;
    private double error = Double.NaN;
    private double firstError = Double.NaN;
    private final double[] gradient;

    /// Second derivative along each coordinate, where it is known; else 0.
    private final double[] curvature;

    private final InverseHessian matrix;
    private final double[] direction;

    /// Slope of the error along the direction, and how far the line goes next.
    private double slope;

    private double reach = 1;

    /// Whether gradients are taken from both sides.
    private boolean central = true;

    private int failures;
    private boolean stationary;

    /// @param from where it starts
    /// @param parallelism candidates that are evaluated at once
    QuasiNewtonSearch(SearchSpace space, double[] from, int parallelism) {
        this.space = space;
        this.d = space.dimension();
        this.tries = Math.clamp(parallelism, 1, MOST_TRIES);
        this.unit = Start.spreads(space);
        this.x = from.clone();
        this.gradient = new double[d];
        this.curvature = new double[d];
        this.matrix = new InverseHessian(d);
        this.direction = new double[d];
    }

    /// Length of the difference in one coordinate: balances rounding with curvature (Nocedal and Wright, section 8.1).
    private double difference(int i) {
        double least = curvature[i] > 0 ? Math.sqrt(Math.max(Math.abs(error), 1e-300) * ROUNDING / curvature[i]) : 0;
        double step;
        if (!central) {
            step = Math.clamp(2 * least, 1e-10 * unit[i], 1e-3 * unit[i]);
        } else if (least > 0) {
            step = Math.clamp(30 * least, 1e-9 * unit[i], 1e-2 * unit[i]);
        } else {
            step = 1e-3 * unit[i];
        }
        step = Math.max(step, 1e-13 * Math.abs(x[i]));
        step *= phase == Phase.CONFIRM ? WIDER : 1;
        return x[i] + step > space.upper()[i] ? -step : step;
    }

    @Override
    public double[] propose(long generation) {
        return switch (phase) {
            case START, OVER -> x.clone();
            case FORWARD, CONFIRM -> differences(1);
            case CENTRAL -> differences(2);
            case LINE -> line();
        };
    }

    private double[] differences(int sides) {
        double[] values = new double[sides * d * d];
        for (int i = 0; i < d; i++) {
            double step = difference(i);
            for (int side = 0; side < sides; side++) {
                int at = (i * sides + side) * d;
                System.arraycopy(x, 0, values, at, d);
                values[at + i] = space.clamp(i, side == 0 ? x[i] + step : x[i] - step);
            }
        }
        return values;
    }

    private double[] line() {
        double[] values = new double[tries * d];
        for (int k = 0; k < tries; k++) {
            for (int i = 0; i < d; i++) {
                values[k * d + i] = space.clamp(i, x[i] + length(k) * direction[i]);
            }
        }
        return values;
    }

    private double length(int k) {
        return reach * StrictMath.pow(SHORTER, k);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        switch (phase) {
            case START -> {
                error = errors[0];
                firstError = error;
                phase = Double.isFinite(error) ? Phase.CENTRAL : Phase.OVER;
            }
            case FORWARD, CENTRAL -> {
                if (Ranking.finite(errors) < errors.length) {
                    phase = Phase.OVER;
                } else {
                    differentiate(values, errors);
                    matrix.learn(x, gradient, curvature, unit);
                    aim();
                }
            }
            case LINE -> move(values, errors);
            case CONFIRM -> {
                stationary = Ranking.finite(errors) == errors.length && smooth(values, errors);
                phase = Phase.OVER;
            }
            case OVER -> {}
        }
    }

    /// True if the errors rise away from here as fast as smaller differences promised. From a kink they rise by a tenth
    /// of it.
    private boolean smooth(double[] values, double[] errors) {
        for (int i = 0; i < d; i++) {
            double step = values[i * d + i] - x[i];
            double promised = (gradient[i] + curvature[i] * step / 2) * step;
            if (!pressed(i) && !(errors[i] - error > SAME * promised)) {
                return false;
            }
        }
        return true;
    }

    private void differentiate(double[] values, double[] errors) {
        for (int i = 0; i < d; i++) {
            if (phase == Phase.FORWARD) {
                gradient[i] = (errors[i] - error) / (values[i * d + i] - x[i]);
                continue;
            }
            double up = values[2 * i * d + i] - x[i];
            double down = values[(2 * i + 1) * d + i] - x[i];
            double slopeUp = (errors[2 * i] - error) / up;
            double slopeDown = down == 0 ? slopeUp : (errors[2 * i + 1] - error) / down;
            gradient[i] = (slopeUp * -down + slopeDown * up) / (up - down);
            double bend = 2 * (slopeUp - slopeDown) / (up - down);
            curvature[i] = bend > 0 ? bend : curvature[i];
        }
    }

    private boolean pressed(int i) {
        return (x[i] <= space.lower()[i] && gradient[i] > 0) || (x[i] >= space.upper()[i] && gradient[i] < 0);
    }

    /// Sets the direction of the next line.
    private void aim() {
        double[] free = new double[d];
        Arrays.setAll(free, i -> pressed(i) ? 0 : gradient[i]);
        double[] down = matrix.times(free);
        slope = 0;
        double longest = 0;
        for (int i = 0; i < d; i++) {
            direction[i] = pressed(i) ? 0 : -down[i];
            slope += direction[i] * gradient[i];
            longest = Math.max(longest, Math.abs(direction[i]) / unit[i]);
        }
        reach = longest > 1 ? 1 / longest : 1;
        if (-slope > FLAT * Math.abs(error)) {
            phase = Phase.LINE;
        } else {
            boolean valley = Arrays.stream(curvature).allMatch(bend -> bend > 0);
            phase = !central ? startAfresh() : valley ? Phase.CONFIRM : Phase.OVER;
        }
    }

    private Phase startAfresh() {
        failures++;
        matrix.forget();
        central = true;
        return failures > MOST_FAILURES ? Phase.OVER : Phase.CENTRAL;
    }

    private void move(double[] values, double[] errors) {
        int best = Ranking.best(errors);
        double found = Ranking.ranked(errors[best]);
        double gain = error - found;
        if (gain > 0 && gain >= -1e-4 * length(best) * slope) {
            System.arraycopy(values, best * d, x, 0, d);
            failures = gain > -1e-3 * length(best) * slope ? Math.max(0, failures - 1) : failures;
            error = found;
            double size = Math.abs(error);
            central = (central && gain < 1e-9 * size) || gain < 1e-11 * size || slope > -1e-7 * size;
            phase = central ? Phase.CENTRAL : Phase.FORWARD;
            return;
        }
        double last = length(tries - 1);
        double next = SHORTER * last;
        if (tries == 1 && Double.isFinite(errors[0])) {
            double vertex = -slope * last * last / (2 * (errors[0] - error - slope * last));
            next = Math.clamp(vertex, 0.05 * last, 0.5 * last);
        }
        reach = next;
        if (next < 1e-9) {
            // A gradient from both sides may show a way where one from one side did not.
            failures -= central ? 0 : 1;
            phase = startAfresh();
        }
    }

    /// What the model says can still be gained from here; infinite while there is none.
    double toGain() {
        return phase == Phase.LINE ? -slope / 2 : Double.POSITIVE_INFINITY;
    }

    /// True if it has ended in a local optimum, and not because it saw no way.
    boolean stationary() {
        return stationary;
    }

    /// Error of the best point.
    double error() {
        return error;
    }

    /// Error where it started.
    double firstError() {
        return firstError;
    }

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return phase == Phase.OVER;
    }

    @Override
    public void write(StateWriter state) {
        state.put(phase.code)
                .put(failures)
                .put(stationary)
                .put(central)
                .put(error)
                .put(firstError)
                .put(slope)
                .put(reach);
        for (double[] each : List.of(x, gradient, curvature, direction)) {
            state.put(each);
        }
        matrix.write(state);
    }

    @Override
    public void read(ByteBuffer state) {
        phase = Coded.of("phase", Phase.values(), state.getInt());
        failures = state.getInt();
        stationary = State.flag(state);
        central = State.flag(state);
        error = state.getDouble();
        firstError = state.getDouble();
        slope = state.getDouble();
        reach = state.getDouble();
        for (double[] each : List.of(x, gradient, curvature, direction)) {
            State.fill(state, each);
        }
        matrix.read(state);
    }
}
