package dev.evoka.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.optimizers.StopConditions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RemainingTest {

    private static final long SECOND = 1_000_000_000;

    private static Sample sample(long generation) {
        return new Sample(generation, 10 * (generation + 1), 1, 1, 1, 1);
    }

    private static StopConditions stop(long generations, long evaluations, long seconds, double target) {
        return new StopConditions(
                generations > 0 ? OptionalLong.of(generations) : OptionalLong.empty(),
                evaluations > 0 ? OptionalLong.of(evaluations) : OptionalLong.empty(),
                seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty(),
                target > 0 ? OptionalDouble.of(target) : OptionalDouble.empty(),
                Optional.empty());
    }

    /// Ten generations of ten evaluations a second.
    private static Pace pace() {
        Pace pace = new Pace();
        pace.mark(0, sample(0));
        pace.mark(SECOND, sample(10));
        return pace;
    }

    @Test
    void followsFromTheConditionThatComesFirst() {
        assertThat(Remaining.of(stop(111, 0, 0, 0), sample(10), pace(), 1)).contains(Duration.ofSeconds(10));
        assertThat(Remaining.of(stop(111, 610, 0, 0), sample(10), pace(), 1)).contains(Duration.ofSeconds(5));
        assertThat(Remaining.of(stop(111, 610, 4, 0), sample(10), pace(), 1)).contains(Duration.ofSeconds(3));
    }

    @Test
    void isUnknownWhereNothingButATargetEndsTheRun() {
        assertThat(Remaining.of(stop(0, 0, 0, 0.1), sample(10), pace(), 1)).isEmpty();
    }

    @Test
    void isUnknownBeforeThereIsAPace() {
        assertThat(Remaining.of(stop(100, 0, 0, 0), sample(0), new Pace(), 1)).isEmpty();
    }

    @Test
    void isNeverNegative() {
        assertThat(Remaining.of(stop(0, 0, 4, 0), sample(10), pace(), 9)).contains(Duration.ZERO);
    }

    @Test
    void looksAtTheLastTenSecondsAlone() {
        Pace pace = new Pace();
        pace.mark(0, sample(0));
        for (int second = 100; second <= 120; second++) {
            pace.mark(second * SECOND, sample(second));
        }
        assertThat(pace.generations()).isEqualTo(1);
        assertThat(pace.evaluations()).isEqualTo(10);
    }
}
