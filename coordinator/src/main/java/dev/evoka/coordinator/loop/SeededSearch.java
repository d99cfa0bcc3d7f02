package dev.evoka.coordinator.loop;

import dev.evoka.coordinator.run.Method;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A search of model weights: indices travel, and what a generation changed is an update. When the run is due to end, a
/// last generation measures the model that came out on all held-out examples, and a worse one than the best is left.
final class SeededSearch implements Search {

    private final SeededOptimizer optimizer;
    private Generation generation;
    private Optional<Update> update;

    SeededSearch(SeededOptimizer optimizer) {
        this(optimizer, Optional.empty());
    }

    private SeededSearch(SeededOptimizer optimizer, Optional<Update> update) {
        this.optimizer = optimizer;
        this.update = update;
        this.generation = optimizer.ask();
    }

    static SeededSearch restore(Method.Seeded method, byte[] state) {
        ByteBuffer buffer = ByteBuffer.wrap(state);
        byte[] last = new byte[buffer.getInt()];
        buffer.get(last);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return new SeededSearch(
                method.restore(rest), last.length == 0 ? Optional.empty() : Optional.of(UpdateForm.of(last)));
    }

    @Override
    public int count() {
        return generation.count();
    }

    @Override
    public Asked asked() {
        return generation.instruction().batch().validation() ? Asked.validation() : Asked.training(generation.count());
    }

    @Override
    public long bytesPerCandidate() {
        return generation.instruction().recipe() instanceof Recipe.Combined combined
                ? (long) combined.dimension() * Float.BYTES
                : 0;
    }

    @Override
    public Content content(Range range) {
        byte[] instruction = generation.block(range.first(), range.count()).bytes();
        return new Content(Optional.empty(), ByteBuffer.wrap(instruction));
    }

    @Override
    public void tell(double[] errors) {
        update = Optional.of(optimizer.tell(errors));
    }

    @Override
    public void open() {
        generation = optimizer.ask();
    }

    @Override
    public Optional<Update> update() {
        return update;
    }

    @Override
    public boolean close(boolean judged) {
        if (!judged) {
            optimizer.conclude();
        }
        return !judged;
    }

    @Override
    public double sigma() {
        return optimizer.sigma();
    }

    @Override
    public Optional<String> ended() {
        if (!optimizer.converged()) {
            return Optional.empty();
        }
        String explanation = optimizer.explanation();
        return Optional.of("the optimizer has spent its budget or has converged"
                + (explanation.isEmpty() ? "" : "; " + explanation));
    }

    /// The last update is part of it, since it may have been lost on its way. Those before it were not: the errors of
    /// the generations after them came from evaluators that have read them.
    @Override
    public byte[] state() {
        byte[] last = update.map(UpdateForm::bytes).orElse(new byte[0]);
        byte[] rest = optimizer.state();
        return ByteBuffer.allocate(Integer.BYTES + last.length + rest.length)
                .putInt(last.length)
                .put(last)
                .put(rest)
                .array();
    }
}
