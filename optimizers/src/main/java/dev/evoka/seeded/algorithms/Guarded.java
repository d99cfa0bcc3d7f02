package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Ranking;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Update;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A search with validation. Some generations are one candidate, the base on all held-out examples: the best base
/// is marked; when the error has exploded, the base goes back to the mark and the search takes smaller steps from
/// then on. When the budget has no room for another training generation, or the run ends for another reason, the
/// base is validated once more, and what is worse than the mark goes back to it. So a learning rate that is much
/// too large costs time, but not the model. A budget that is too short for all of this is spent on training first.
final class Guarded implements SeededOptimizer {

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + 5 * Long.BYTES + 1 + 2 * Double.BYTES;

    private final Search search;
    private final Budget budget;
    private final Validation validation;
    private long generation;
    private long evaluations;
    private long trained;
    private long judged = -1;
    private long returns;
    private boolean closed;
    private boolean concluding;
    private double first = Double.NaN;
    private double best = Double.NaN;

    Guarded(Search search, Plan plan) {
        this.search = search;
        this.budget = plan.budget();
        this.validation = plan.validation();
    }

    /// True if the budget ends with the next training generation, or has ended: the last place for a validation.
    private boolean closing() {
        boolean spent = evaluations + search.count() >= budget.evaluations().orElse(Long.MAX_VALUE)
                || generation + 1 >= budget.generations().orElse(Long.MAX_VALUE);
        return spent && evaluations > 0;
    }

    /// Validations are due before the first training generation, after every so many, and at the end.
    private boolean validating() {
        if (concluding) {
            return true;
        }
        boolean single = generation == 0 && budget.generations().orElse(Long.MAX_VALUE) == 1;
        if (validation.every() == 0 || single) {
            return false;
        }
        boolean due = (search.settled() || judged < 0) && trained % validation.every() == 0 && trained != judged;
        return due || (closing() && !closed);
    }

    @Override
    public Generation ask() {
        return validating()
                ? Generation.validation(generation)
                : new Generation(generation, search.count(), search.ask());
    }

    @Override
    public Update tell(double[] errors) {
        boolean validating = validating();
        boolean settled = search.settled();
        Ranking.checkLength(errors, validating ? 1 : search.count());
        Update update = validating ? judge(errors[0]) : search.tell(generation, errors);
        if (!validating) {
            evaluations += errors.length;
            trained += settled ? 1 : 0;
        }
        generation++;
        return update;
    }

    private Update judge(double error) {
        boolean extendable = concluding && !closing();
        concluding = false;
        judged = trained;
        closed = closing();
        if (Double.isFinite(error) && !(error >= best)) {
            best = error;
            first = Double.isNaN(first) ? error : first;
            return new Update.Mark(generation);
        }
        if (Double.isNaN(best)) {
            return new Update.Stay(generation);
        }
        if (validation.exploded(error, first, best)) {
            returns++;
            search.returned();
            return new Update.Return(generation);
        }
        if (!(closed || extendable) || error <= best) {
            return new Update.Stay(generation);
        }
        if (extendable) {
            search.returned(); // what it knows is of a base that is left
        }
        return new Update.Return(generation);
    }

    @Override
    public void conclude() {
        concluding = true;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public double sigma() {
        return search.sigma();
    }

    @Override
    public boolean converged() {
        return search.converged() || (closed && closing());
    }

    @Override
    public String explanation() {
        String guard = returns == 0
                ? ""
                : "the error exploded %d times: each time back to the best model and smaller steps".formatted(returns);
        return Stream.of(search.explanation(), guard)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public byte[] state() {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + search.bytes())
                .put(VERSION)
                .putLong(generation)
                .putLong(evaluations)
                .putLong(trained)
                .putLong(judged)
                .putLong(returns)
                .put((byte) (closed ? 1 : 0))
                .putDouble(first)
                .putDouble(best);
        search.write(buffer);
        return buffer.array();
    }

    /// Takes over a state.
    ///
    /// @throws IllegalArgumentException if it is of another version or algorithm
    void read(byte[] state) {
        if (state.length == 0 || state[0] != VERSION) {
            throw new IllegalArgumentException("state must be of version %d but was of %d: it was made by another Evoka"
                    .formatted(VERSION, state.length == 0 ? -1 : state[0]));
        }
        ByteBuffer buffer = ByteBuffer.wrap(state, 1, state.length - 1);
        try {
            generation = buffer.getLong();
            evaluations = buffer.getLong();
            trained = buffer.getLong();
            judged = buffer.getLong();
            returns = buffer.getLong();
            closed = buffer.get() == 1;
            first = buffer.getDouble();
            best = buffer.getDouble();
            search.read(buffer);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("state ends too early: it is of another algorithm", e);
        }
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException(
                    "state has %d bytes too many: it is of another algorithm".formatted(buffer.remaining()));
        }
    }
}
