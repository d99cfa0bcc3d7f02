package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Dispatch;
import dev.evoka.coordinator.loop.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what became of the fitness records. Safe for several threads.
public final class LoopCounters {

    /// What became of a record.
    public enum Kind {
        COUNTED,
        DUPLICATE,
        LATE,
        FOREIGN,
        MALFORMED;

        static Kind of(Verdict verdict) {
            return switch (verdict) {
                case COUNTED -> COUNTED;
                case DUPLICATE -> DUPLICATE;
                case LATE -> LATE;
                case FOREIGN -> FOREIGN;
            };
        }
    }

    private final Map<Kind, LongAdder> records = new EnumMap<>(Kind.class);
    private final LongAdder generations = new LongAdder();
    private final LongAdder whole = new LongAdder();
    private final LongAdder slowest = new LongAdder();
    private final LongAdder again = new LongAdder();

    public LoopCounters() {
        for (Kind kind : Kind.values()) {
            records.put(kind, new LongAdder());
        }
    }

    void count(Kind kind) {
        adder(kind).increment();
    }

    void generation(Dispatch.Times times) {
        generations.increment();
        whole.add(times.whole());
        slowest.add(times.slowest());
    }

    void again() {
        again.increment();
    }

    private LongAdder adder(Kind kind) {
        return Objects.requireNonNull(records.get(kind));
    }

    /// Fitness records of this kind so far.
    public long records(Kind kind) {
        return adder(kind).sum();
    }

    /// Generations completed so far.
    public long generations() {
        return generations.sum();
    }

    /// Seconds from giving generations out to their last answers.
    public double seconds() {
        return whole.sum() / 1e9;
    }

    /// Seconds of these in which no more than a tenth of a generation's blocks was out.
    public double slowestSeconds() {
        return slowest.sum() / 1e9;
    }

    /// Blocks that were given out again, since they were overdue or had failed.
    public long blocksAgain() {
        return again.sum();
    }
}
