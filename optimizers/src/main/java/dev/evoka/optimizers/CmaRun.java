package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Optional;

/// One descent of CMA-ES, from a mean and a step size until it stops (Hansen, "The CMA Evolution Strategy: A
/// Tutorial", arXiv:1604.00772; equation numbers are the tutorial's). Mean and step size are kept here, the covariance
/// is a [Shape]. Points may lie beyond the bounds.
final class CmaRun {

    /// Where the step size's evolution path forgets more slowly than this, [PopulationSuccess] sets the step size: in
    /// hundreds of dimensions, with a small population.
    private static final double SLOW = 0.05;

    private final int d;
    private final CmaWeights constants;
    private final Shape shape;
    private final CmaStop stop;
    private final Scale scale;
    private final Margin margin;
    private final PopulationSuccess success = new PopulationSuccess();
    private final Optional<DampedChange> damped;
    private final double firstStep;
    private final double[] mean;
    private final double[] path;
    private double step;
    private long generation;

    /// The open generation: follows from the rest and the draws, so it is no part of the state.
    private final double[] z;
    private final double[] y;

    /// @param step first step size, in units of the spread
    CmaRun(
            CmaWeights constants,
            Shape shape,
            Optional<DampedChange> damped,
            SearchSpace space,
            double[] mean,
            double step) {
        this.d = mean.length;
        this.constants = constants;
        this.shape = shape;
        this.damped = damped;
        this.stop = new CmaStop(d, constants.lambda);
        this.mean = mean.clone();
        this.scale = new Scale(space);
        this.margin = new Margin(space, constants.lambda);
        this.step = step;
        this.firstStep = step;
        this.path = new double[d];
        this.z = new double[constants.lambda * d];
        this.y = new double[constants.lambda * d];
    }

    /// Length of a step of y = 1 in one coordinate.
    private double unit(int i) {
        return step * scale.unit(i) * margin.factor(i);
    }

    /// x = m + σ A z (eqs. 38 to 40).
    ///
    /// @param drawn generation that the draws are for, counted over all descents
    double[] points(long seed, long drawn) {
        for (int k = 0; k < constants.lambda; k++) {
            Draws draws = new Draws(seed, drawn, k);
            for (int at = k * d; at < (k + 1) * d; at++) {
                z[at] = draws.normal();
            }
        }
        shape.steps(z, y);
        double[] points = new double[y.length];
        for (int at = 0; at < points.length; at += d) {
            for (int i = 0; i < d; i++) {
                points[at + i] = mean[i] + unit(i) * y[at + i];
            }
        }
        return points;
    }

    /// Learns from the errors of the points that were drawn last.
    void learn(double[] errors) {
        int[] order = Ranking.order(errors);
        int finite = Ranking.finite(errors);
        generation++;
        if (finite < constants.mu) {
            // Too few to learn from: look nearer, where candidates were fine before.
            step *= 0.9;
            return;
        }
        move(errors, Selection.of(constants, errors, order, finite, z, y));
        stop.add(errors, order, finite);
    }

    private void move(double[] errors, Selection selection) {
        damped.ifPresent(change -> change.begin(mean, step));
        double push = Math.sqrt(constants.cSigma * (2 - constants.cSigma) * constants.muEff);
        for (int i = 0; i < d; i++) {
            mean[i] += unit(i) * selection.yMean()[i]; // eq. 42
            path[i] = (1 - constants.cSigma) * path[i] + push * selection.zMean()[i]; // eq. 43 with A⁻¹ for C^-½
        }
        double length = Math.sqrt(Numbers.squared(path));
        double decay = 1 - StrictMath.pow(1 - constants.cSigma, 2.0 * generation);
        boolean moving = length < Math.sqrt(decay) * (1.4 + 2 / (d + 1.0)) * constants.chi;
        shape.learn(selection, moving);
        double byPath = constants.cSigma / constants.dSigma * (length / constants.chi - 1); // eq. 44
        double change = constants.cSigma < SLOW ? success.change(errors) : byPath;
        step *= StrictMath.exp(Math.min(1, change));
        if (damped.isPresent()) {
            step = damped.get().end(mean, step, selection);
        }
        for (int i = 0; i < d; i++) {
            // Larger steps would nearly all end beyond the bounds.
            step = Math.min(step, scale.most(i) / shape.deviation(i));
        }
        for (int i = 0; i < d; i++) {
            margin.correct(i, mean, step * scale.unit(i) * shape.deviation(i));
        }
    }

    /// Why the descent is over; empty while it goes on.
    String stopped() {
        if (shape.degenerate() || !(step > 0) || Double.isInfinite(step)) {
            return "the covariance is degenerate";
        }
        double longest = 0;
        for (int i = 0; i < d; i++) {
            longest = Math.max(longest, shape.deviation(i));
        }
        if (step * longest < 1e-12 * firstStep) {
            return "steps are too small";
        }
        return withoutEffect() ? "steps have no effect" : stop.reason();
    }

    /// True once the distribution lies in the basin of a point with this error.
    boolean settledAt(double error) {
        return stop.settledAt(error);
    }

    /// True if it will not come to an error.
    boolean settlesAbove(double error, int times) {
        return stop.settlesAbove(error, times);
    }

    /// Steps along one axis, or in some coordinate, are lost in rounding.
    private boolean withoutEffect() {
        double[] moved = new double[d];
        shape.addAxis(generation, 0.1, moved);
        boolean axis = true;
        for (int i = 0; i < d; i++) {
            axis &= mean[i] + unit(i) * moved[i] == mean[i];
            if (mean[i] + 0.2 * unit(i) * shape.deviation(i) == mean[i]) {
                return true;
            }
        }
        return axis;
    }

    /// Standard deviation of the points in one coordinate.
    double deviation(int i) {
        return unit(i) * shape.deviation(i);
    }

    /// Step size in units of the spread.
    double step() {
        return step;
    }

    void write(StateWriter state) {
        state.put(generation).put(step);
        state.put(mean);
        state.put(path);
        shape.write(state);
        stop.write(state);
        margin.write(state);
        success.write(state);
        damped.ifPresent(change -> change.write(state));
    }

    void read(ByteBuffer buffer) {
        generation = buffer.getLong();
        step = buffer.getDouble();
        State.fill(buffer, mean);
        State.fill(buffer, path);
        shape.read(buffer);
        stop.read(buffer);
        margin.read(buffer);
        success.read(buffer);
        damped.ifPresent(change -> change.read(buffer));
    }
}
