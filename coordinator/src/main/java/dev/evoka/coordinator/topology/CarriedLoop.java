package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.coordinator.journal.Told;
import dev.evoka.coordinator.loop.Output;
import dev.evoka.coordinator.loop.RunLoop;
import dev.evoka.schemas.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run's loop, its journal, and the progress that is held back until the next tick: both cost Kafka more than a
/// generation's own two records.
final class CarriedLoop implements Carried {

    /// More than this is not held back until the next tick.
    private static final int MOST_UNWRITTEN_BYTES = 256 * 1024;

    private static final int MOST_UNPUBLISHED = 1_000;

    private static final int SMALLEST_GROUP_BYTES = 40;

    private static final int MOST_TICKS_UNWRITTEN = 10;

    private final RunJournal journal;
    private final RunLoop loop;
    private final List<Output.Progressed> unpublished = new ArrayList<>();
    private Run record;
    private boolean timeIsOver;
    private int ticksUnwritten;

    CarriedLoop(Run record, RunJournal journal, RunLoop loop) {
        this.record = record;
        this.journal = journal;
        this.loop = loop;
    }

    @Override
    public Run record() {
        return record;
    }

    @Override
    public RunJournal journal() {
        return journal;
    }

    RunLoop loop() {
        return loop;
    }

    /// Another record holds from now on.
    ///
    /// @param definition the same for the journal
    void redefine(Run holds, byte[] definition) {
        record = holds;
        journal.redefine(definition);
    }

    /// Keeps a progress record until the next tick, and no more than the newest ones.
    void hold(Output.Progressed progress) {
        if (unpublished.size() == MOST_UNPUBLISHED) {
            unpublished.removeFirst();
        }
        unpublished.add(progress);
    }

    /// Takes the errors of a generation, to be written down with others.
    void tell(Told told, LoopSinks sinks) {
        journal.append(told);
        if (loop.ended()
                || loop.logged()
                || journal.unwritten() >= MOST_UNWRITTEN_BYTES
                || unpublished.size() >= MOST_UNPUBLISHED) {
            write(sinks);
        }
    }

    /// Publishes the progress held back, then writes down what was told: in this order, so that what the journal has is
    /// published.
    void write(LoopSinks sinks) {
        publishProgress(sinks);
        ticksUnwritten = 0;
        byte[] state = journal.snapshotMayBeDue() || loop.ended() ? loop.state() : null;
        if (state != null && (loop.ended() || journal.snapshotDue(state.length))) {
            journal.snapshot(state);
        } else {
            journal.flush();
        }
    }

    private void publishProgress(LoopSinks sinks) {
        sinks.progress(unpublished);
        unpublished.clear();
    }

    /// What would make a small group waits a little for more: the frame around it takes more bytes than its errors.
    void writeIfDue(LoopSinks sinks) {
        publishProgress(sinks);
        if (journal.unwritten() > 0
                && (journal.unwritten() >= SMALLEST_GROUP_BYTES || ++ticksUnwritten >= MOST_TICKS_UNWRITTEN)) {
            write(sinks);
        }
    }

    /// True once, when the run's time is over.
    ///
    /// @param at milliseconds since 1970
    boolean timeIsOver(long at) {
        Optional<Duration> limit = loop.definition().stop().time();
        if (timeIsOver
                || limit.isEmpty()
                || at - loop.definition().submitted() < limit.get().toMillis()) {
            return false;
        }
        timeIsOver = true;
        return true;
    }
}
