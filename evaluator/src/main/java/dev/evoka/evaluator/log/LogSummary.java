package dev.evoka.evaluator.log;

import dev.evoka.evaluator.log.UpdateQueue.Snapshot;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.seeded.Update;
import dev.evoka.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the log of a run's model consists of.
///
/// @param weights number of trainable weights
/// @param updates different updates
/// @param bytes their size in binary form
/// @param kinds how many there are of each kind
/// @param repeated records that say again what was there
/// @param snapshots snapshots that were announced
public record LogSummary(
        long weights, long updates, long bytes, Map<String, Long> kinds, long repeated, List<Snapshot> snapshots) {

    private static final Duration POLL = Duration.ofMillis(100);

    /// Reads the log of a run to its end.
    ///
    /// @throws SpecException if there is no such run
    public static LogSummary of(Map<String, Object> client, String run) {
        long weights;
        try (RunCatalogue catalogue = RunCatalogue.of(client)) {
            weights = catalogue
                    .run(run)
                    .orElseThrow(() -> new SpecException("there is no run " + run))
                    .getWeights();
        }
        List<ModelUpdate> records = new ArrayList<>();
        try (UpdateReader reader = new UpdateReader(client, run)) {
            while (!reader.caughtUp()) {
                records.addAll(reader.poll(POLL));
            }
        }
        return of(weights, records);
    }

    static LogSummary of(long weights, List<ModelUpdate> records) {
        UpdateQueue queue = new UpdateQueue(-1);
        Map<String, Long> kinds = new TreeMap<>();
        long generation = 0;
        long bytes = 0;
        long repeated = 0;
        for (ModelUpdate record : records) {
            if (record.getSnapshot().isEmpty() && record.getGeneration() < generation) {
                repeated++;
                continue;
            }
            queue.take(record);
            bytes += record.getUpdate().remaining();
            Optional<Update> whole = queue.update(generation);
            if (whole.isPresent()) {
                kinds.merge(whole.get().getClass().getSimpleName().toLowerCase(Locale.ROOT), 1L, Long::sum);
                generation++;
                queue.folded(generation);
            }
        }
        return new LogSummary(weights, generation, bytes, kinds, repeated, queue.snapshots());
    }
}
