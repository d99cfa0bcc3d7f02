package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.loop.Dispatch.Order;
import dev.evoka.coordinator.loop.Dispatch.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final long SECOND = 1_000_000_000L;

    private static List<Range> blocks(int number) {
        return IntStream.range(0, number).mapToObj(i -> new Range(10 * i, 10)).toList();
    }

    private static final Part FIRST = new Part(new Range(0, 10), 0);

    @Test
    void givesEachBlockToEachShard() {
        List<Order> orders = new Dispatch(4, 0).give(blocks(3), 2, 0);
        assertThat(orders).extracting(Order::part).doesNotHaveDuplicates().hasSize(6);
        assertThat(orders).extracting(Order::attempt).containsOnly(0);
    }

    @Test
    void usesEveryLane() {
        for (int lanes = 1; lanes <= 40; lanes++) {
            for (int offset : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThat(new Dispatch(lanes, offset).give(blocks(lanes), 1, 0))
                        .extracting(Order::lane)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, lanes).boxed().toList());
            }
        }
    }

    @Test
    void severalBlocksUseEveryLaneEquallyOften() {
        for (int lanes = 1; lanes <= 20; lanes++) {
            for (int blocks = 2; blocks <= 5; blocks++) {
                Dispatch dispatch = new Dispatch(lanes, 3);
                int[] used = new int[lanes];
                for (int generation = 0; generation < lanes; generation++) {
                    dispatch.give(blocks(blocks), 1, generation).forEach(order -> used[order.lane()]++);
                }
                assertThat(used).containsOnly(blocks);
            }
        }
    }

    @Test
    void aSingleBlockStaysInItsLane() {
        Dispatch dispatch = new Dispatch(16, 5);
        for (int generation = 0; generation < 10; generation++) {
            assertThat(dispatch.give(blocks(1), 1, generation))
                    .extracting(Order::lane)
                    .containsExactly(5);
        }
    }

    @Test
    void theShardsOfABlockAreInOneLane() {
        assertThat(new Dispatch(4, 7).give(blocks(1), 5, 0))
                .extracting(Order::lane)
                .containsOnly(3);
    }

    @Test
    void waitsForAnEvaluatorThatMayStillBeStarting() {
        Dispatch dispatch = new Dispatch(4, 0);
        dispatch.give(blocks(1), 1, 0);
        assertThat(dispatch.overdue(3 * SECOND - 1)).isEmpty();
        assertThat(dispatch.overdue(3 * SECOND)).singleElement().matches(order -> order.attempt() == 1);
        assertThat(dispatch.overdue(3 * SECOND + 1)).isEmpty();
    }

    private static Dispatch used(long nanoseconds) {
        Dispatch dispatch = new Dispatch(4, 0);
        for (int i = 0; i < 31; i++) {
            dispatch.give(blocks(1), 1, 0);
            dispatch.answered(FIRST, 0, nanoseconds);
        }
        dispatch.give(blocks(1), 1, 0);
        return dispatch;
    }

    @Test
    void waitsFiveTimesTheUsual() {
        Dispatch dispatch = used(SECOND);
        assertThat(dispatch.overdue(5 * SECOND - 1)).isEmpty();
        assertThat(dispatch.overdue(5 * SECOND)).hasSize(1);
    }

    @Test
    void hasPatienceWithFastEvaluatorsThatPauseOnce() {
        Dispatch dispatch = used(1_000);
        assertThat(dispatch.overdue(SECOND / 2)).isEmpty();
        assertThat(dispatch.overdue(SECOND)).hasSize(1);
    }

    @Test
    void triesOtherLanesWithGrowingPatience() {
        Dispatch dispatch = used(SECOND);
        List<Long> times = new ArrayList<>();
        Set<Integer> lanes = new HashSet<>();
        for (long now = 0; times.size() < 4; now += SECOND) {
            for (Order order : dispatch.overdue(now)) {
                times.add(now / SECOND);
                lanes.add(order.lane());
            }
        }
        assertThat(times).containsExactly(5L, 15L, 35L, 75L);
        assertThat(lanes).hasSize(4);
    }

    @Test
    void theAnswerToARepeatedBlockSaysNothingAboutTheUsualTime() {
        Dispatch dispatch = used(SECOND);
        dispatch.overdue(5 * SECOND);
        dispatch.answered(FIRST, 0, 100 * SECOND);
        dispatch.give(blocks(1), 1, 0);
        assertThat(dispatch.overdue(5 * SECOND)).hasSize(1);
    }

    @Test
    void asksNobodyForWhatIsAnswered() {
        Dispatch dispatch = used(SECOND);
        dispatch.answered(FIRST, 0, SECOND);
        assertThat(dispatch.overdue(1_000 * SECOND)).isEmpty();
        assertThat(dispatch.givenUp(1_000 * SECOND, SECOND)).isEmpty();
    }

    @Test
    void forgetsTheGenerationBefore() {
        Dispatch dispatch = new Dispatch(4, 0);
        dispatch.give(blocks(5), 3, 0);
        dispatch.give(blocks(1), 1, 10 * SECOND);
        assertThat(dispatch.overdue(100 * SECOND)).hasSize(1);
    }

    @Test
    void givesUpOnceWhatWasOutForTooLong() {
        Dispatch dispatch = used(SECOND);
        dispatch.overdue(30 * SECOND);
        assertThat(dispatch.givenUp(60 * SECOND - 1, 60 * SECOND)).isEmpty();
        assertThat(dispatch.givenUp(60 * SECOND, 60 * SECOND)).containsExactly(FIRST);
        assertThat(dispatch.givenUp(60 * SECOND, 60 * SECOND)).isEmpty();
    }

    @Test
    void aFailedPartGoesToAnotherLane() {
        Dispatch dispatch = new Dispatch(4, 0);
        int lane = dispatch.give(blocks(1), 1, 0).getFirst().lane();
        Order again = dispatch.giveAgain(FIRST, 0, 0);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.lane()).isNotEqualTo(lane);
    }

    @Test
    void bearsAnyAttemptThatAnAnswerMayName() {
        for (int attempt : new int[] {Integer.MIN_VALUE, -2, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            Dispatch dispatch = new Dispatch(4, 0);
            Order again = dispatch.giveAgain(FIRST, attempt, 0);
            assertThat(again.attempt()).isPositive();
            assertThat(again.lane()).isBetween(0, 3);
            assertThat(dispatch.overdue(100 * SECOND)).allMatch(order -> order.attempt() > 0);
        }
    }

    @Test
    void measuresHowLongAGenerationTookAndHowLongItWaitedForTheLastTenth() {
        Dispatch dispatch = new Dispatch(4, 0);
        dispatch.give(blocks(20), 1, SECOND);
        for (int i = 0; i < 18; i++) {
            dispatch.answered(new Part(blocks(20).get(i), 0), SECOND, 3 * SECOND);
        }
        dispatch.answered(new Part(blocks(20).get(18), 0), 2 * SECOND, 5 * SECOND);
        dispatch.answered(new Part(blocks(20).get(19), 0), 3 * SECOND, 8 * SECOND);
        assertThat(dispatch.times(8 * SECOND))
                .isEqualTo(new Dispatch.Times(7 * SECOND, 5 * SECOND, 3 * SECOND, SECOND, 3 * SECOND));
        dispatch.give(blocks(1), 1, 8 * SECOND);
        dispatch.answered(FIRST, SECOND / 4, 9 * SECOND);
        assertThat(dispatch.times(9 * SECOND)).isEqualTo(new Dispatch.Times(SECOND, 0, SECOND / 4, 3 * SECOND / 4, 0));
    }

    @Test
    void bearsAnyTimeOfAnEvaluationThatAnAnswerMayName() {
        for (long evaluating : new long[] {Long.MIN_VALUE, -1, 2 * SECOND, Long.MAX_VALUE}) {
            Dispatch dispatch = new Dispatch(4, 0);
            dispatch.give(blocks(1), 1, 0);
            dispatch.answered(FIRST, evaluating, SECOND);
            Dispatch.Times times = dispatch.times(SECOND);
            assertThat(times.evaluating()).isBetween(0L, SECOND);
            assertThat(times.evaluating() + times.kafka() + times.waiting()).isEqualTo(SECOND);
        }
    }

    @Test
    void theTimeUntilABlockWasGivenOutAgainWasWaiting() {
        Dispatch dispatch = new Dispatch(4, 0);
        dispatch.give(blocks(1), 1, 0);
        assertThat(dispatch.overdue(3 * SECOND)).hasSize(1);
        dispatch.answered(FIRST, SECOND, 5 * SECOND);
        assertThat(dispatch.times(5 * SECOND)).isEqualTo(new Dispatch.Times(5 * SECOND, 0, SECOND, 0, 4 * SECOND));
    }
}
