package dev.evoka.coordinator.loop;

import dev.evoka.coordinator.run.Method;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The search of a run: an optimizer and its open generation.
sealed interface Search permits DenseSearch, SeededSearch {

    /// What a block carries besides its indices.
    ///
    /// @param parameters of a dense run: the candidates; absent in a seeded one
    /// @param instruction of a seeded run: how they are made; empty in a dense one
    record Content(Optional<ByteBuffer> parameters, ByteBuffer instruction) {}

    /// The search at generation 0.
    static Search start(Method method) {
        return switch (method) {
            case Method.Dense dense -> new DenseSearch(dense.start());
            case Method.Seeded seeded -> new SeededSearch(seeded.start());
        };
    }

    /// The search that goes on from a state.
    static Search restore(Method method, byte[] state) {
        return switch (method) {
            case Method.Dense dense -> new DenseSearch(dense.restore(state));
            case Method.Seeded seeded -> SeededSearch.restore(seeded, state);
        };
    }

    /// Candidates of the open generation.
    int count();

    /// What the open generation is to the run.
    Asked asked();

    /// What a candidate takes in a block, in bytes.
    long bytesPerCandidate();

    /// What a block carries.
    Content content(Range range);

    /// Takes the errors of the open generation, which is closed then.
    void tell(double[] errors);

    /// Opens the next generation.
    void open();

    /// What the generation that was told last changed in a model, to be published; absent if it is no run of a model.
    Optional<Update> update();

    /// The run is due to end: decides whether one more generation is needed first, which [#open] opens then.
    ///
    /// @param judged true if the generation that was told last was judging
    boolean close(boolean judged);

    /// Step size; NaN if there is none.
    double sigma();

    /// Why the optimizer sees no use in going on; empty while it goes on.
    Optional<String> ended();

    /// The state after the generation that was told last, as a value.
    byte[] state();
}
