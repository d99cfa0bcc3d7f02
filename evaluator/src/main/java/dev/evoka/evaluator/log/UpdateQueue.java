package dev.evoka.evaluator.log;

import dev.evoka.schemas.ModelUpdate;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Updates of one run as they come from the log, until they are folded. Parts are put together, repeated ones are
/// skipped. Thread-safe.
public final class UpdateQueue {

    /// More than this are not kept if a snapshot makes them needless: an idle evaluator must not grow.
    static final int MOST = 2_000;

    /// Where the model is kept as it was at a generation.
    ///
    /// @param generation number of updates that are folded into it
    /// @param sha256 digest of the artifact
    /// @param chunks its pieces
    public record Snapshot(long generation, String sha256, int chunks) {}

    private final long wanted;
    private final TreeMap<Long, byte[]> updates = new TreeMap<>();
    private final Map<Long, byte[][]> parts = new HashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Set<Long> withdrawn = new HashSet<>();
    private long folded;

    /// @param wanted newest generation that may be asked for: snapshots of later ones make nothing needless
    public UpdateQueue(long wanted) {
        this.wanted = wanted;
    }

    /// Takes a record of the log.
    ///
    /// @throws IllegalArgumentException if it contradicts itself
    public synchronized void take(ModelUpdate record) {
        if (!record.getSnapshot().isEmpty()) {
            add(new Snapshot(record.getGeneration(), record.getSnapshot(), record.getParts()));
        } else if (record.getGeneration() >= folded && !updates.containsKey(record.getGeneration())) {
            whole(record).ifPresent(bytes -> updates.put(record.getGeneration(), bytes));
        }
        if (updates.size() > MOST) {
            snapshot(wanted)
                    .ifPresent(newest -> updates.headMap(newest.generation()).clear());
        }
        notifyAll();
    }

    private void add(Snapshot snapshot) {
        if (!withdrawn.contains(snapshot.generation())
                && snapshots.stream().noneMatch(each -> each.generation() == snapshot.generation())) {
            snapshots.add(snapshot);
        }
    }

    private Optional<byte[]> whole(ModelUpdate record) {
        int count = record.getParts();
        if (count < 1 || record.getPart() < 0 || record.getPart() >= count) {
            throw new IllegalArgumentException("part %d of %d parts".formatted(record.getPart(), count));
        }
        byte[] piece = bytes(record.getUpdate());
        if (count == 1) {
            return Optional.of(piece);
        }
        byte[][] pieces = parts.computeIfAbsent(record.getGeneration(), generation -> new byte[count][]);
        pieces[record.getPart()] = piece;
        int size = 0;
        for (byte[] each : pieces) {
            if (each == null) {
                return Optional.empty();
            }
            size += each.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] each : pieces) {
            all.put(each);
        }
        parts.remove(record.getGeneration());
        return Optional.of(all.array());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /// The update of a generation; empty while it has not come.
    public synchronized Optional<Update> update(long generation) {
        return Optional.ofNullable(updates.get(generation)).map(UpdateForm::of);
    }

    /// Updates before this generation are not needed any more.
    public synchronized void folded(long generation) {
        folded = generation;
        updates.headMap(generation).clear();
        parts.keySet().removeIf(each -> each < generation);
    }

    /// The newest snapshot of a generation up to this one.
    public synchronized Optional<Snapshot> snapshot(long most) {
        return snapshots.stream()
                .filter(each -> each.generation() <= most)
                .reduce((first, second) -> second.generation() > first.generation() ? second : first);
    }

    /// A snapshot that cannot be read: as if it were not there.
    public synchronized void withdraw(Snapshot snapshot) {
        snapshots.remove(snapshot);
        withdrawn.add(snapshot.generation());
    }

    /// True if the next update was dropped for the sake of a snapshot: the log has to be read again.
    public synchronized boolean gap() {
        return !updates.isEmpty() && updates.firstKey() > folded;
    }

    /// All snapshots that were announced, in the order of the log.
    public synchronized List<Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    /// Generation after the newest update known; 0 if there is none.
    public synchronized long end() {
        return updates.isEmpty() ? folded : updates.lastKey() + 1;
    }

    /// Forgets everything but what cannot be read: the log is read again from its beginning.
    synchronized void restart() {
        updates.clear();
        parts.clear();
        snapshots.clear();
        folded = 0;
    }

    /// Waits until a record comes, or so long.
    @SuppressWarnings("WaitNotInLoop") // whoever waits looks again
    synchronized void await(long milliseconds) throws InterruptedException {
        wait(Math.max(1, milliseconds));
    }
}
