package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.evoka.evaluator.objective.FailedEvaluationException;
import dev.evoka.evaluator.objective.PointObjective;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Objectives that do what they should not.
class PointEvaluationTest {

    private static final Duration LIMIT = Duration.ofMillis(400);

    private interface Body {
        double error(double x) throws Exception;
    }

    private final PointEvaluation evaluation = new PointEvaluation("test");
    private final AtomicBoolean released = new AtomicBoolean();

    @AfterEach
    void release() {
        released.set(true);
        evaluation.close();
    }

    private PointResults evaluate(int count, Body body) {
        PointObjective objective = new PointObjective() {
            @Override
            public double error(double[] parameters) throws Exception {
                return body.error(parameters[0]);
            }

            @Override
            public Duration limit() {
                return LIMIT;
            }
        };
        double[] parameters = IntStream.range(0, count).asDoubleStream().toArray();
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> evaluation.evaluate(objective, parameters, count));
    }

    @Test
    void everyCandidateHasItsError() {
        PointResults results = evaluate(100, x -> x * x);
        assertThat(results.errors())
                .containsExactly(IntStream.range(0, 100).mapToDouble(i -> i * i).toArray());
        assertThat(results.failed()).isEmpty();
        assertThat(results.failure()).isEmpty();
    }

    @Test
    void whatIsThrownFailsItsCandidateAlone() {
        PointResults results = evaluate(5, x -> {
            if (x == 1) {
                throw new IllegalStateException("no solution\nsecond line");
            }
            if (x == 3) {
                throw new AssertionError("wrong");
            }
            return x;
        });
        assertThat(results.failed()).containsExactly(1, 3);
        assertThat(results.failure()).contains("IllegalStateException: no solution");
        assertThat(results.errors()).containsExactly(0, Double.NaN, 2, Double.NaN, 4);
    }

    @Test
    void anEndlessRecursionFailsItsCandidateAlone() {
        PointResults results = evaluate(2, x -> x == 0 ? deeper(x) : x);
        assertThat(results.failed()).containsExactly(0);
        assertThat(results.failure()).contains("StackOverflowError");
        assertThat(results.errors()[1]).isEqualTo(1);
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static double deeper(double x) {
        return 1 + deeper(x + 1);
    }

    @Test
    void aMessageForTheUserStandsAlone() {
        PointResults results = evaluate(1, x -> {
            throw new FailedEvaluationException("the command ended (exit code 3)");
        });
        assertThat(results.failure()).contains("the command ended (exit code 3)");
    }

    @Test
    void nanAndInfinitiesAreErrorsNotFailures() {
        PointResults results = evaluate(3, x -> x == 0 ? Double.NaN : x == 1 ? Double.POSITIVE_INFINITY : -1);
        assertThat(results.errors()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, -1);
        assertThat(results.failed()).isEmpty();
    }

    @Test
    void aCandidateThatHangsIsInterruptedAndTheNextGoesOn() {
        CountDownLatch never = new CountDownLatch(1);
        PointResults results = evaluate(4, x -> {
            if (x == 2) {
                never.await();
            }
            return x;
        });
        assertThat(results.failed()).containsExactly(2);
        assertThat(results.failure()).contains("took longer than 400ms (objective.timeout)");
        assertThat(results.errors()).containsExactly(0, 1, Double.NaN, 3);
    }

    @Test
    void aCandidateThatIgnoresInterruptsIsLeftBehind() {
        PointResults results = evaluate(3, x -> {
            while (x == 0 && !released.get()) {
                Thread.onSpinWait();
            }
            return x;
        });
        assertThat(results.failed()).containsExactly(0);
        assertThat(results.errors()).containsExactly(Double.NaN, 1, 2);
    }

    @Test
    void whoWakesUpTooLateChangesNothing() {
        CountDownLatch late = new CountDownLatch(1);
        PointResults results = evaluate(3, x -> {
            if (x == 0) {
                while (late.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return 77;
            }
            if (x == 1) {
                late.countDown();
            }
            return x;
        });
        assertThat(results.failed()).containsExactly(0);
        assertThat(results.errors()).containsExactly(Double.NaN, 1, 2);
    }

    @Test
    void onlySoManyAreLeftBehind() {
        PointResults results = evaluate(40, x -> {
            while (!released.get()) {
                Thread.onSpinWait();
            }
            return x;
        });
        assertThat(results.failed()).hasSize(40);
        PointResults after = evaluate(1, x -> x);
        assertThat(after.failure())
                .contains("16 earlier evaluations hang and ignore interrupts: restart the evaluator");
    }

    @Test
    void theTimeIsEachCandidatesOwn() {
        PointResults results = evaluate(10, x -> {
            long end = System.nanoTime() + LIMIT.toNanos() / 4;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return x;
        });
        assertThat(results.failed()).isEmpty();
    }
}
