package dev.evoka.coordinator.loop;

import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// A search whose candidates travel.
final class DenseSearch implements Search {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final DenseOptimizer optimizer;
    private Candidates candidates;

    DenseSearch(DenseOptimizer optimizer) {
        this.optimizer = optimizer;
        this.candidates = optimizer.ask();
    }

    @Override
    public int count() {
        return candidates.count();
    }

    @Override
    public Asked asked() {
        return Asked.dense(candidates);
    }

    @Override
    public long bytesPerCandidate() {
        return (long) candidates.dimension() * Double.BYTES;
    }

    @Override
    public Content content(Range range) {
        int dimension = candidates.dimension();
        ByteBuffer payload =
                ByteBuffer.allocate(range.count() * dimension * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        payload.asDoubleBuffer().put(candidates.values(), range.first() * dimension, range.count() * dimension);
        return new Content(Optional.of(payload), NOTHING);
    }

    @Override
    public void tell(double[] errors) {
        optimizer.tell(errors);
    }

    @Override
    public void open() {
        candidates = optimizer.ask();
    }

    @Override
    public Optional<Update> update() {
        return Optional.empty();
    }

    @Override
    public boolean close(boolean judged) {
        return false;
    }

    @Override
    public double sigma() {
        return optimizer.sigma();
    }

    @Override
    public Optional<String> ended() {
        return optimizer.converged() ? Optional.of("the optimizer has converged") : Optional.empty();
    }

    @Override
    public byte[] state() {
        return optimizer.state();
    }
}
