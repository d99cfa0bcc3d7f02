package dev.evoka.benchmarks.bbob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static Attempt sphere(long budget) {
        return new Attempt(Suite.problem(new Instance(1, 2, 1)), budget);
    }

    private static double[] away(Attempt attempt, double distance) {
        double[] x = attempt.problem().optimum().clone();
        x[0] += distance;
        return x;
    }

    @Test
    void notesWhenEachTargetIsReached() {
        Attempt attempt = sphere(100);
        attempt.value(away(attempt, 20));
        attempt.value(away(attempt, 9));
        attempt.value(away(attempt, 0.9e-2));
        assertThat(attempt.reached()[0]).isEqualTo(2);
        assertThat(attempt.reached()[30]).isEqualTo(3); // 1e-4
        assertThat(attempt.reached()[31]).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void isOverWithTheLastTargetOrTheBudget() {
        Attempt solved = sphere(100);
        solved.value(solved.problem().optimum());
        assertThat(solved.over()).isTrue();
        Attempt spent = sphere(1);
        spent.value(away(spent, 1));
        assertThatThrownBy(() -> spent.value(away(spent, 1))).isInstanceOf(Attempt.Over.class);
    }

    @Test
    void theShareCountsTargetsReachedInTime() {
        Attempt attempt = sphere(100);
        attempt.value(away(attempt, 20));
        attempt.value(attempt.problem().optimum());
        Scores scores = new Scores("x", 2, List.of(new Scores.Result(1, attempt.reached())));
        assertThat(scores.share(1)).isZero();
        assertThat(scores.share(2)).isEqualTo(1);
        assertThat(scores.byGroup(2).get(0)).isEqualTo(1, within(1e-15));
        assertThat(scores.byGroup(2).get(1)).isNaN();
    }
}
