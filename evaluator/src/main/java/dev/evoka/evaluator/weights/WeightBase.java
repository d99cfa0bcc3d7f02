package dev.evoka.evaluator.weights;

import dev.evoka.noise.NoiseTensor;
import dev.evoka.seeded.Candidate;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The model of a run, as an evaluator holds it: start weights plus all updates so far. Every evaluator that has folded
/// the same updates holds the same bits.
///
/// Thread-safe: workers make candidates from it out of place, side by side; a fold waits for them, and they for it.
/// Memory: the weights, once more when the run decays towards its start, once more from the first [Update.Mark] on,
/// once or twice more for the moments of the rule, and once for each further parent of a genetic algorithm.
public final class WeightBase {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final WeightRules rules;
    private final List<String> names;
    private final NoiseTensor[] tensors;
    private final WeightUnits units;
    private final List<TensorRows> anchor;
    private final Fold fold;
    private List<List<TensorRows>> parents;
    private List<TensorRows> marked = List.of();
    private long generation;

    /// @param start the model's weights; their arrays are copied
    public WeightBase(List<WeightTensor> start, WeightRules rules) {
        this.rules = rules;
        this.names = start.stream().map(WeightTensor::name).toList();
        this.tensors = start.stream().map(WeightTensor::noise).toArray(NoiseTensor[]::new);
        this.units = WeightUnits.of(start);
        this.anchor = rules.anchored() ? rows(start) : List.of();
        this.fold = new Fold(rules.rule(), start);
        this.parents = List.of(rows(start));
    }

    private static List<TensorRows> rows(List<WeightTensor> start) {
        return start.stream().map(each -> TensorRows.of(each.values())).toList();
    }

    /// The generation whose candidates can be made: the number of updates that were folded.
    public long generation() {
        lock.readLock().lock();
        try {
            return generation;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Number of weights.
    public long size() {
        return Arrays.stream(tensors).mapToLong(NoiseTensor::size).sum();
    }

    /// Memory for one candidate.
    public WorkingCopy workingCopy() {
        return WorkingCopy.ofSizes(Arrays.stream(tensors).map(NoiseTensor::size).toList());
    }

    /// Writes a candidate of a generation into a working copy: `parent + Σ amount · unit · noise`, the terms in order.
    ///
    /// @return false, and nothing is written, if the base is not that generation's: not yet, or no more
    /// @throws IllegalArgumentException if the candidate has a parent that is not there
    public boolean perturb(long ofGeneration, Candidate candidate, Scale scale, WorkingCopy into) {
        lock.readLock().lock();
        try {
            if (generation != ofGeneration) {
                return false;
            }
            List<TensorRows> parent = parent(candidate.parent());
            Rows rows = new Rows();
            List<Vector> vectors = vectors(candidate);
            for (int t = 0; t < tensors.length; t++) {
                FloatBuffer buffer = into.tensors().get(t);
                rows.each(
                        tensors[t],
                        parent.get(t),
                        parts(vectors, scale, t),
                        (from, row, at, length) -> buffer.put(from, row, at, length));
            }
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<TensorRows> parent(int index) {
        if (index >= parents.size()) {
            throw new IllegalArgumentException(
                    "parent must be below %d, the number of parents, but was %d".formatted(parents.size(), index));
        }
        return parents.get(index);
    }

    private List<Vector> vectors(Candidate candidate) {
        return candidate.terms().stream()
                .map(term -> new Vector(rules.noise().vector(term.generation(), term.noise()), term.amount()))
                .toList();
    }

    private List<Rows.Part> parts(List<Vector> vectors, Scale scale, int tensor) {
        return vectors.stream()
                .map(each -> new Rows.Part(each.noise(), units.amount(scale, tensor, each.coefficient())))
                .toList();
    }

    /// Takes an update.
    ///
    /// @return false if it was folded before
    /// @throws IllegalStateException if an update before it is missing
    public boolean fold(Update update) {
        lock.writeLock().lock();
        try {
            if (update.generation() < generation) {
                return false;
            }
            if (update.generation() > generation) {
                throw new IllegalStateException(
                        "update %d cannot be folded: update %d is missing".formatted(update.generation(), generation));
            }
            switch (update) {
                case Update.Stay stay -> {}
                case Update.Move move -> move(move);
                case Update.Select select -> select(select);
                case Update.Mark mark -> mark();
                case Update.Return back -> restoreMarked();
            }
            generation++;
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void move(Update.Move move) {
        if (move.decay() > 0 && anchor.isEmpty()) {
            throw new IllegalStateException(
                    "the run's rules have no anchor, but update %d decays".formatted(generation));
        }
        fold.move(move, rules.noise(), tensors, units, parents.getFirst(), anchor);
    }

    /// Survivors that are elites stay as they are; the others are made as they were evaluated.
    private void select(Update.Select select) {
        List<List<TensorRows>> survivors = new ArrayList<>();
        for (int index : select.survivors()) {
            Candidate candidate = select.recipe().candidate(rules.noise().seed(), generation, index);
            List<TensorRows> parent = parent(candidate.parent());
            if (candidate.terms().isEmpty()) {
                survivors.add(parent);
                continue;
            }
            List<Vector> vectors = vectors(candidate);
            List<TensorRows> made = TensorRows.copy(parent);
            for (int t = 0; t < tensors.length; t++) {
                Rows.add(tensors[t], parts(vectors, select.scale(), t), made.get(t));
            }
            survivors.add(made);
        }
        parents = List.copyOf(survivors);
    }

    private void mark() {
        if (marked.isEmpty()) {
            marked = TensorRows.copy(parents.getFirst());
            return;
        }
        overwrite(marked, parents.getFirst());
    }

    private void restoreMarked() {
        if (marked.isEmpty()) {
            throw new IllegalStateException("update %d returns to a mark, but there is none".formatted(generation));
        }
        overwrite(parents.getFirst(), marked);
        fold.forget();
    }

    /// Goes back to the weights at the start, as if nothing had been folded.
    ///
    /// @param start the same weights as at first
    public void restart(List<WeightTensor> start) {
        lock.writeLock().lock();
        try {
            parents = List.of(rows(start));
            marked = List.of();
            fold.forget();
            generation = 0;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// A digest of the base: equal digests, equal bits. SHA-256 over the tensors' names and weights.
    public byte[] digest() {
        lock.readLock().lock();
        try {
            return WeightDigest.of(names, parents.getFirst());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// A copy of the base's weights, in the order of the tensors at the start.
    public List<float[]> weights() {
        lock.readLock().lock();
        try {
            return parents.getFirst().stream().map(TensorRows::values).toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Writes everything that folding needs to go on: base, other parents, mark, moments.
    ///
    /// @throws IOException if the stream fails
    public void write(OutputStream out) throws IOException {
        lock.readLock().lock();
        try {
            SnapshotWriter writer = new SnapshotWriter(out);
            writer.head(generation, fold.steps(), parents.size(), !marked.isEmpty(), names);
            for (List<TensorRows> each : parents) {
                writer.tensors(each);
            }
            writer.tensors(marked);
            writer.tensors(fold.moments());
            writer.end();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Takes over what [#write] wrote, of a base with the same start and rules: from then on the bits are the same.
    ///
    /// @throws IOException if the stream fails, ends too early, or is damaged
    public void read(InputStream in) throws IOException {
        lock.writeLock().lock();
        try {
            SnapshotReader reader = new SnapshotReader(in);
            SnapshotReader.Head head = reader.head(names);
            List<List<TensorRows>> all = new ArrayList<>();
            for (int p = 0; p < head.parents(); p++) {
                all.add(reader.tensors(tensors));
            }
            List<TensorRows> mark = head.marked() ? reader.tensors(tensors) : List.of();
            List<TensorRows> moments = reader.like(fold.moments());
            reader.end();
            parents = List.copyOf(all);
            marked = mark;
            overwrite(fold.moments(), moments);
            fold.restore(head.steps());
            generation = head.generation();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static void overwrite(List<TensorRows> targets, List<TensorRows> sources) {
        for (int t = 0; t < targets.size(); t++) {
            targets.get(t).set(sources.get(t));
        }
    }
}
