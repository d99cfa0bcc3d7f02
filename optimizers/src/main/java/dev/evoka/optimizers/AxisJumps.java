package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Looks from one point far along every axis, and then tries the best of the axes together: the best one, the two
/// best, … It leaves an optimum whose coordinates are wrong one by one, where a local descent and a normal
/// distribution stay.
final class AxisJumps implements Search {

    /// Rounds on an even grid, and all rounds.
    private static final int GRID = 8;

    private static final int ROUNDS = 24;

    private final SearchSpace space;
    private final int d;
    private final double[] from;
    private final double error;
    private final Axis[] axes;
    private double[] together = new double[0];
    private int round;

    /// @param from where to look from
    /// @param error its error
    AxisJumps(SearchSpace space, double[] from, double error) {
        this.space = space;
        this.d = space.dimension();
        this.from = from.clone();
        this.error = error;
        this.axes = new Axis[d];
        for (int i = 0; i < d; i++) {
            axes[i] = new Axis(space.lower()[i], space.upper()[i]);
            axes[i].add(from[i], error);
        }
    }

    @Override
    public double[] propose(long generation) {
        if (round >= ROUNDS) {
            return together.length == 0 ? from.clone() : together.clone();
        }
        double[] values = new double[d * d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(from, 0, values, i * d, d);
            values[i * d + i] = space.clamp(i, round < GRID ? gridded(i) : axes[i].next(round));
        }
        return values;
    }

    private double gridded(int i) {
        double middle = Start.middle(space)[i];
        double half = 3 * Start.spread(space, i);
        double low = Math.max(space.lower()[i], middle - half);
        double high = Math.min(space.upper()[i], middle + half);
        return low + (high - low) * round / (GRID - 1);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        if (round < ROUNDS) {
            for (int i = 0; i < d; i++) {
                axes[i].add(values[i * d + i], errors[i]);
            }
        }
        round++;
        if (round == ROUNDS) {
            combine();
        }
    }

    private void combine() {
        double[] found = new double[d];
        Arrays.setAll(found, i -> axes[i].bestError());
        int jumps = (int) Arrays.stream(found).filter(each -> each < error).count();
        int[] order = Ranking.order(found);
        together = new double[jumps * d];
        double[] point = from.clone();
        for (int jump = 0; jump < jumps; jump++) {
            point[order[jump]] = axes[order[jump]].bestAt();
            System.arraycopy(point, 0, together, jump * d, d);
        }
        round += jumps == 0 ? 1 : 0;
    }

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return round > ROUNDS;
    }

    @Override
    public void write(StateWriter state) {
        state.put(round).put(together.length).put(together);
        for (Axis axis : axes) {
            axis.write(state);
        }
    }

    @Override
    public void read(ByteBuffer state) {
        round = state.getInt();
        together = State.get(state, state.getInt());
        for (Axis axis : axes) {
            axis.read(state);
        }
    }
}
