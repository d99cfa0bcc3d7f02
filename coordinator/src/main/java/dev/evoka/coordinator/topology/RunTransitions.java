package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.coordinator.loop.RunLoop;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Obeys the records of runs: starts runs, extends them, and does what is wanted of them.
final class RunTransitions {

    private static final Logger LOG = LoggerFactory.getLogger(RunTransitions.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final RunRecords records;
    private final CarriedRuns runs;
    private final LoopSinks sinks;
    private final GenerationTraces traces;

    RunTransitions(
            KeyValueStore<Bytes, byte[]> store,
            RunRecords records,
            CarriedRuns runs,
            LoopSinks sinks,
            GenerationTraces traces) {
        this.store = store;
        this.records = records;
        this.runs = runs;
        this.sinks = sinks;
        this.traces = traces;
    }

    /// Obeys a run's record, or answers with the one that holds if it asks for what cannot be: it is out of date, or
    /// the run has ended. So whoever reads the topic sees at last what is obeyed here.
    void obey(Run record) {
        Optional<Carried> known = runs.find(record.getRun());
        if (known.isEmpty()) {
            start(record);
        } else if (known.get() instanceof CarriedLoop carried && !record.equals(carried.record())) {
            change(carried, record);
        }
    }

    private void change(CarriedLoop carried, Run record) {
        RunLoop loop = carried.loop();
        boolean outdated = record.getRevision() < carried.record().getRevision();
        boolean extended = !record.getStop().equals(carried.record().getStop());
        if (outdated || (loop.ended() && !extended)) {
            sinks.run(carried.record());
        } else if (extended) {
            extend(carried, record);
        } else if (carried.record().getWanted() != record.getWanted()) {
            // What is wanted applies to the state of now, so that state is kept first.
            carried.write(sinks);
            carried.redefine(record, records.encode(record));
            sinks.publish(carried, loop.obey(record.getWanted(), record.getReason(), sinks.now()));
            carried.write(sinks);
            if (loop.ended()) {
                traces.ended(record.getRun());
            }
        }
    }

    /// Goes on from the state of now under other stop conditions. The open generation is given out anew.
    private void extend(CarriedLoop before, Run record) {
        RunLoop extended;
        try {
            extended = records.loop(record);
        } catch (SpecException e) {
            LOG.atWarn().addKeyValue("run", record.getRun()).log("extension refused: {}", e.getMessage());
            sinks.run(before.record());
            return;
        }
        before.write(sinks);
        // The conditions may look at the past in another way: it must not be replayed under the new ones.
        byte[] state = before.loop().state();
        before.journal().snapshot(state);
        before.journal().redefine(records.encode(record));
        extended.restore(state);
        CarriedLoop carried = new CarriedLoop(record, before.journal(), extended);
        runs.put(carried);
        LOG.atInfo().addKeyValue("run", record.getRun()).log("run extended");
        sinks.publish(carried, extended.obey(record.getWanted(), record.getReason(), sinks.now()));
        sinks.publish(carried, extended.publishGoingOn(sinks.now()));
        carried.write(sinks);
    }

    private void start(Run record) {
        RunJournal journal = RunJournal.start(store, record.getRun(), runs.freeOrdinal(), records.encode(record));
        try {
            RunLoop loop = records.loop(record);
            CarriedLoop carried = new CarriedLoop(record, journal, loop);
            runs.put(carried);
            LOG.atInfo().addKeyValue("run", record.getRun()).log("run started");
            sinks.publish(carried, loop.obey(record.getWanted(), record.getReason(), sinks.now()));
            sinks.publish(carried, loop.publishOpen(sinks.now()));
        } catch (RuntimeException e) {
            fail(record, journal, e);
        }
    }

    /// A run that its record or the optimizer makes impossible fails alone; the others go on.
    void fail(Run record, RunJournal journal, RuntimeException cause) {
        traces.failed(record.getRun());
        FailedRun failed = FailedRun.of(record, journal, cause);
        runs.put(failed);
        sinks.progress(failed.progress());
    }
}
