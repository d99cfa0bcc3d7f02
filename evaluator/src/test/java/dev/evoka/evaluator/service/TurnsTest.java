package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final AtomicLong clock = new AtomicLong(1);
    private final Turns turns = new Turns(1, clock::get);

    private void pass(int milliseconds) {
        clock.addAndGet(milliseconds * 1_000_000L);
    }

    /// A block of two candidates that takes 100 ms.
    private void learnPace() throws InterruptedException {
        turns.ask();
        Turns.Turn turn = turns.begin(2);
        pass(100);
        turns.end(turn, true);
    }

    @Test
    void oneBlockIsAskedForWhileNothingIsKnown() throws InterruptedException {
        assertThat(turns.open()).isEqualTo(1);
        assertThat(turns.ask()).isTrue();
        assertThat(turns.open()).isZero();
        turns.begin(2);
        pass(60_000);
        assertThat(turns.open()).isZero();
    }

    @Test
    void theNextBlockIsAskedForShortlyBeforeTheOneInWorkIsExpectedToBeDone() throws InterruptedException {
        learnPace();
        turns.ask();
        turns.begin(4); // 200 ms
        pass(160);
        assertThat(turns.open()).isZero();
        pass(15);
        assertThat(turns.open()).isEqualTo(1);
        turns.ask();
        assertThat(turns.open()).isZero();
        turns.none();
        assertThat(turns.open()).isEqualTo(1);
    }

    @Test
    void timeOfAnEvaluationThatWasBrokenOffSaysNothing() throws InterruptedException {
        learnPace();
        turns.ask();
        Turns.Turn broken = turns.begin(2);
        turns.end(broken, false);
        turns.ask();
        turns.begin(2);
        pass(60);
        assertThat(turns.open()).isZero();
        pass(15);
        assertThat(turns.open()).isEqualTo(1);
    }

    @Test
    void nobodyAsksAfterTheEnd() throws InterruptedException {
        turns.close();
        assertThat(turns.ask()).isFalse();
    }
}
