package dev.evoka.coordinator.view;

import static dev.evoka.coordinator.view.Records.best;
import static dev.evoka.coordinator.view.Records.progress;
import static dev.evoka.coordinator.view.Records.run;
import static dev.evoka.coordinator.view.Records.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.coordinator.run.RunState;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunsTest {

    private final Runs runs = new Runs();
    private final Run a = run("a");

    private RunStatus status() {
        return runs.run("a").orElseThrow();
    }

    @Test
    void followsALifeToItsEnd() {
        runs.take(a, 1_001);
        assertThat(status().state()).isEqualTo(RunState.SUBMITTED);
        runs.take(progress("a", 0, "running"), 1_002);
        assertThat(status().state()).isEqualTo(RunState.RUNNING);
        runs.take(wanted(a, WantedState.PAUSED), 1_003);
        assertThat(status().state()).isEqualTo(RunState.PAUSED);
        assertThat(status().reason()).isEqualTo("coffee");
        runs.take(wanted(a, WantedState.RUNNING), 1_004);
        assertThat(status().state()).isEqualTo(RunState.RUNNING);
        runs.take(progress("a", 9, "finished"), 1_005);
        assertThat(status().state()).isEqualTo(RunState.FINISHED);
        assertThat(status().reason()).isEqualTo("because");
        assertThat(status().events())
                .extracting(RunEvent::state)
                .containsExactly(
                        RunState.SUBMITTED, RunState.RUNNING, RunState.PAUSED, RunState.RUNNING, RunState.FINISHED);
        assertThat(status().events().getFirst().reason()).isEqualTo("by ada");
    }

    @Test
    void aRunThatEndedIsNotPausedAnyMore() {
        runs.take(a, 1_001);
        runs.take(progress("a", 3, "stopped"), 1_002);
        runs.take(wanted(a, WantedState.PAUSED), 1_003);
        assertThat(status().state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void recordsThatComeAgainAfterARestartChangeNothing() {
        runs.take(a, 1_001);
        for (int i = 0; i < 5; i++) {
            runs.take(progress("a", i, "running"), 1_002 + i);
        }
        RunStatus before = status();
        runs.take(progress("a", 2, "running"), 1_010);
        runs.take(progress("a", 4, "running"), 1_011);
        assertThat(status().newest()).isEqualTo(before.newest());
        assertThat(runs.after("a", -1)).hasSize(5);
    }

    @Test
    void recordsMayComeBeforeTheRunTheyBelongTo() {
        runs.take(progress("a", 0, "running"), 1_002);
        runs.take(best("a", 0), 1_002);
        assertThat(runs.run("a")).isEmpty();
        assertThat(runs.all()).isEmpty();
        runs.take(a, 1_001);
        assertThat(status().state()).isEqualTo(RunState.RUNNING);
        assertThat(status().best()).isPresent();
    }

    @Test
    void anExtendedRunGoesOnAndHasMoreBudget() {
        runs.take(a, 1_001);
        runs.take(progress("a", 9, "finished"), 1_002);
        assertThat(status().share()).contains(1.0);
        runs.take(Run.newBuilder(a).setStop("{\"generations\": 20}").build(), 1_003);
        assertThat(status().share()).contains(0.5);
        runs.take(progress("a", 9, "running"), 1_004);
        assertThat(status().state()).isEqualTo(RunState.RUNNING);
        assertThat(status().events()).extracting(RunEvent::reason).contains("extended: stop is {\"generations\": 20}");
    }

    @Test
    void knowsThePaceWhileARunGoesOn() {
        runs.take(a, 1_001);
        for (int i = 0; i < 8; i++) {
            runs.take(progress("a", i, "running"), 1_002);
        }
        assertThat(status().evaluationsPerSecond()).isCloseTo(100, within(1e-9));
        runs.take(progress("a", 9, "finished"), 1_003);
        assertThat(status().evaluationsPerSecond()).isZero();
    }

    @Test
    void tellsFollowersWhatHasChanged() throws InterruptedException {
        runs.take(a, 1_001);
        runs.take(run("b"), 1_001);
        long seen = runs.version();
        assertThat(runs.changedAfter(seen)).isEmpty();
        assertThat(runs.await(seen, Duration.ofMillis(1))).isEqualTo(seen);
        runs.take(progress("b", 0, "running"), 1_002);
        assertThat(runs.await(seen, Duration.ofMinutes(1))).isGreaterThan(seen);
        assertThat(runs.changedAfter(seen)).extracting(RunStatus::id).containsExactly("b");
    }

    @Test
    void aRunWhoseSpecIsWrongIsThereAllTheSame() {
        runs.take(Run.newBuilder(a).setSpec("{}").build(), 1_001);
        runs.take(progress("a", -1, "failed"), 1_002);
        assertThat(status().state()).isEqualTo(RunState.FAILED);
        assertThat(status().share()).isEmpty();
        assertThat(status().newest()).isEmpty();
    }
}
