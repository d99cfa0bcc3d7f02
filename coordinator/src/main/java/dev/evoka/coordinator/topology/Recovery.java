package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.coordinator.journal.Told;
import dev.evoka.coordinator.loop.RunLoop;
import dev.evoka.schemas.Run;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up the runs whose journals the last instance left.
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final KeyValueStore<Bytes, byte[]> store;
    private final RunRecords records;
    private final CarriedRuns runs;
    private final LongSupplier nanoseconds;

    Recovery(KeyValueStore<Bytes, byte[]> store, RunRecords records, CarriedRuns runs, LongSupplier nanoseconds) {
        this.store = store;
        this.records = records;
        this.runs = runs;
        this.nanoseconds = nanoseconds;
    }

    void recover() {
        RunJournal.runs(store).forEach(this::recover);
    }

    private void recover(String run) {
        RunJournal journal = RunJournal.open(store, run);
        Run record;
        try {
            record = records.decode(journal.definition());
        } catch (SerializationException e) {
            LOG.atError().addKeyValue("run", run).log("run cannot be recovered, others go on: {}", e.getMessage());
            runs.putUnreadable(journal.ordinal());
            return;
        }
        try {
            RunLoop loop = records.loop(record);
            RunJournal.Recovered recovered = journal.recover();
            recovered.snapshot().ifPresent(loop::restore);
            CarriedLoop carried = new CarriedLoop(record, journal, loop);
            // The last progress records may have died with the process that wrote the journal.
            for (Told told : recovered.told()) {
                carried.hold(loop.replay(told.errors(), told.milliseconds(), told.failure()));
            }
            loop.obey(record.getWanted(), record.getReason(), nanoseconds.getAsLong());
            runs.put(carried);
            LOG.atInfo()
                    .addKeyValue("run", run)
                    .addKeyValue("generation", loop.tally().generations())
                    .addKeyValue("replayed", recovered.told().size())
                    .log("run recovered");
        } catch (RuntimeException e) {
            runs.put(FailedRun.of(record, journal, e));
        }
    }
}
