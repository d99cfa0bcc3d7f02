package dev.evoka.evaluator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.schemas.ModelUpdate;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What the queue makes of a log that was written more than once, in parts, with snapshots.
class UpdateQueueTest {

    private final UpdateQueue queue = new UpdateQueue(Long.MAX_VALUE);

    private static ModelUpdate record(Update update, int part, int parts, int from, int to) {
        ByteBuffer piece =
                ByteBuffer.wrap(UpdateForm.bytes(update), from, to - from).slice();
        return new ModelUpdate("run", update.generation(), part, parts, piece, "");
    }

    private static ModelUpdate record(Update update) {
        return record(update, 0, 1, 0, UpdateForm.bytes(update).length);
    }

    private static ModelUpdate snapshot(long generation) {
        return new ModelUpdate("run", generation, 0, 3, ByteBuffer.allocate(0), "sha-" + generation);
    }

    private void stays(long from, long to) {
        for (long generation = from; generation < to; generation++) {
            queue.take(record(new Update.Stay(generation)));
        }
    }

    @Test
    void theFirstOfRepeatedUpdatesCounts() {
        queue.take(record(new Update.Stay(0)));
        queue.take(record(new Update.Mark(0)));
        assertThat(queue.update(0)).contains(new Update.Stay(0));
        assertThat(queue.end()).isEqualTo(1);
    }

    @Test
    void partsArePutTogetherInAnyOrderAndTwice() {
        Update.Move move = new Update.Move(0, 0, Scale.RMS, 1, 0, new float[] {1, 2, 3, 4});
        int length = UpdateForm.bytes(move).length;
        queue.take(record(move, 2, 3, 20, length));
        queue.take(record(move, 0, 3, 0, 9));
        queue.take(record(move, 0, 3, 0, 9));
        assertThat(queue.update(0)).isEmpty();
        queue.take(record(move, 1, 3, 9, 20));
        assertThat(((Update.Move) queue.update(0).orElseThrow()).coefficients()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aPartThatCannotBeIsRefused() {
        assertThatThrownBy(() -> queue.take(record(new Update.Stay(0), 3, 3, 0, 1)))
                .hasMessageContaining("part 3 of 3");
    }

    @Test
    void whatIsFoldedIsForgottenAndNotTakenAgain() {
        stays(0, 10);
        queue.folded(7);
        stays(0, 10);
        assertThat(queue.update(6)).isEmpty();
        assertThat(queue.update(7)).isPresent();
        assertThat(queue.end()).isEqualTo(10);
    }

    @Test
    void anIdleEvaluatorStaysSmall() {
        stays(0, UpdateQueue.MOST + 10);
        assertThat(queue.update(0)).as("nothing else leads to the model").isPresent();
        queue.take(snapshot(1_000));
        assertThat(queue.update(999)).isEmpty();
        assertThat(queue.update(1_000)).isPresent();
    }

    @Test
    void updatesBeforeAnOlderGenerationThatIsWantedStay() {
        UpdateQueue history = new UpdateQueue(500);
        history.take(snapshot(400));
        history.take(snapshot(1_000));
        for (long generation = 0; generation < UpdateQueue.MOST + 10; generation++) {
            history.take(record(new Update.Stay(generation)));
        }
        assertThat(history.update(399)).isEmpty();
        assertThat(history.update(400)).isPresent();
        assertThat(history.snapshot(500)).contains(new UpdateQueue.Snapshot(400, "sha-400", 3));
    }

    @Test
    void theNewestSnapshotThatIsNotTooNewIsNearest() {
        queue.take(snapshot(100));
        queue.take(snapshot(300));
        queue.take(snapshot(200));
        assertThat(queue.snapshot(99)).isEmpty();
        assertThat(queue.snapshot(250)).contains(new UpdateQueue.Snapshot(200, "sha-200", 3));
        queue.withdraw(queue.snapshot(1_000).orElseThrow());
        assertThat(queue.snapshot(1_000)).contains(new UpdateQueue.Snapshot(200, "sha-200", 3));
    }

    @Test
    void updatesThatWereDroppedForASnapshotThatIsGoneAreReadAgain() {
        queue.take(snapshot(1_000));
        stays(0, UpdateQueue.MOST + 10);
        assertThat(queue.gap()).isTrue();
        queue.withdraw(queue.snapshot(1_000).orElseThrow());
        queue.restart();
        assertThat(queue.gap()).isFalse();
        queue.take(snapshot(1_000));
        stays(0, UpdateQueue.MOST + 10);
        assertThat(queue.snapshot(1_000)).isEmpty();
        assertThat(queue.update(0)).isPresent();
        assertThat(queue.gap()).isFalse();
    }
}
