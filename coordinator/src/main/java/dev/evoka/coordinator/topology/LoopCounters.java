package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Dispatch;
import dev.evoka.coordinator.loop.Verdict;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what became of the fitness records, and where the time of generations went. Safe for several threads.
public final class LoopCounters implements MeterBinder {

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

    /// A part of a generation's time.
    public enum Part {
        EVALUATING,
        KAFKA,
        WAITING,
        /// From the last answer until all that follows from it was handed to Kafka.
        AGGREGATING
    }

    /// Why a block was given out again.
    public enum Again {
        OVERDUE,
        FAILED
    }

    private final Map<Kind, LongAdder> records = adders(Kind.class);
    private final Map<Part, LongAdder> parts = adders(Part.class);
    private final Map<Again, LongAdder> again = adders(Again.class);
    private final LongAdder generations = new LongAdder();
    private final LongAdder whole = new LongAdder();
    private final LongAdder slowest = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            adders.put(each, new LongAdder());
        }
        return adders;
    }

    private static <E> LongAdder of(Map<E, LongAdder> adders, E key) {
        return Objects.requireNonNull(adders.get(key));
    }

    void count(Kind kind) {
        of(records, kind).increment();
    }

    /// @param aggregating nanoseconds from the last answer until all that follows from it was handed to Kafka
    void generation(Dispatch.Times times, long aggregating) {
        generations.increment();
        whole.add(times.whole());
        slowest.add(times.slowest());
        of(parts, Part.EVALUATING).add(times.evaluating());
        of(parts, Part.KAFKA).add(times.kafka());
        of(parts, Part.WAITING).add(times.waiting());
        of(parts, Part.AGGREGATING).add(aggregating);
    }

    void again(Again reason) {
        of(again, reason).increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    /// Fitness records of this kind so far.
    public long records(Kind kind) {
        return of(records, kind).sum();
    }

    /// Generations completed so far.
    public long generations() {
        return generations.sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        records.forEach((kind, number) -> FunctionCounter.builder("evoka.loop.records", number, LongAdder::sum)
                .tags(tag("kind", kind))
                .description("Answers that this instance read, by what became of them.")
                .register(registry));
        parts.forEach((part, time) -> seconds("evoka.loop.part", time)
                .tags(tag("part", part))
                .description(
                        "Time of generations: of their last blocks evaluating, on the way through Kafka and waiting"
                                + " for an evaluator, and then aggregating until the next was handed to Kafka.")
                .register(registry));
        again.forEach((reason, number) -> FunctionCounter.builder("evoka.loop.blocks.again", number, LongAdder::sum)
                .tags(tag("reason", reason))
                .description("Blocks given out again, overdue or failed.")
                .register(registry));
        FunctionCounter.builder("evoka.loop.blocks.given.up", givenUp, LongAdder::sum)
                .description("Blocks that nobody answered for as long as failures.patience.")
                .register(registry);
        FunctionCounter.builder("evoka.loop.generations", generations, LongAdder::sum)
                .description("Generations that this instance completed.")
                .register(registry);
        seconds("evoka.loop.generation", whole)
                .description("From giving generations out to their last answers.")
                .register(registry);
        seconds("evoka.loop.slowest", slowest)
                .description(
                        "Of these, while no more than a tenth of a generation's blocks was out: waiting for the slowest.")
                .register(registry);
    }

    private static FunctionCounter.Builder<LongAdder> seconds(String name, LongAdder nanoseconds) {
        return FunctionCounter.builder(name, nanoseconds, each -> each.sum() / 1e9)
                .baseUnit("seconds");
    }

    private static Tags tag(String key, Enum<?> value) {
        return Tags.of(key, value.name().toLowerCase(Locale.ROOT));
    }
}
