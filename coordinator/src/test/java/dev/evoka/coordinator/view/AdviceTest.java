package dev.evoka.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.EvaluatorStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdviceTest {

    private static Evaluators.Seen seen(String id, String slots, double pace, double busy, int waiting, long lag) {
        EvaluatorStatus status =
                new EvaluatorStatus(id, "host", "1", 1, Instant.EPOCH, slots, 0L, 0L, 0L, 0.0, waiting, lag, false);
        return new Evaluators.Seen(status, 0, true, pace, busy);
    }

    private static List<Evaluators.Seen> sharded(int number, int slots, double busy, int waiting) {
        return IntStream.range(0, number)
                .mapToObj(i -> seen(
                        "e" + i,
                        IntStream.range(0, slots)
                                .filter(slot -> slot % number == i)
                                .mapToObj(String::valueOf)
                                .reduce((a, b) -> a + "," + b)
                                .orElse(""),
                        10,
                        busy,
                        waiting,
                        0))
                .toList();
    }

    @Test
    void wantsNobodyWithoutARunAndSomebodyWithOne() {
        assertThat(Advice.of(0, sharded(3, 8, 0, 0)).wanted()).isZero();
        assertThat(Advice.of(1, List.of()).wanted()).isEqualTo(1);
    }

    @Test
    void wantsTwiceAsManyWhileAllAreBusyAndBlocksWaitButNoMoreThanSlots() {
        assertThat(Advice.of(1, sharded(2, 16, 0.95, 5)).wanted()).isEqualTo(4);
        assertThat(Advice.of(1, sharded(2, 16, 0.95, 1)).wanted()).isEqualTo(3);
        assertThat(Advice.of(1, sharded(3, 4, 0.95, 5)).wanted()).isEqualTo(4);
        Advice full = Advice.of(1, sharded(4, 4, 0.95, 5));
        assertThat(full.wanted()).isEqualTo(4);
        assertThat(full.reason()).contains("4 slots").contains("pooled");
    }

    @Test
    void hasNoLimitForAPool() {
        List<Evaluators.Seen> pool = List.of(seen("a", "", 10, 0.9, 1, -1), seen("b", "", 10, 0.9, 1, -1));
        assertThat(Advice.of(1, pool).wanted()).isEqualTo(3);
    }

    @Test
    void wantsFewerWhenMostAreIdleAndNoChangeInBetween() {
        assertThat(Advice.of(1, sharded(8, 8, 0.2, 0)).wanted()).isEqualTo(2);
        assertThat(Advice.of(1, sharded(8, 8, 0, 0)).wanted()).isEqualTo(1);
        assertThat(Advice.of(1, sharded(8, 8, 0.6, 0)).wanted()).isEqualTo(8);
    }

    @Test
    void namesTheOneForWhichGenerationsWait() {
        List<Evaluators.Seen> some =
                List.of(seen("a", "0", 10, 0.5, 0, 0), seen("b", "1", 10, 0.5, 0, 0), seen("slow", "2", 2, 1, 0, 0));
        assertThat(Advice.of(1, some).slowest()).startsWith("slow is 10.0 × slower");
        assertThat(Advice.of(1, sharded(3, 3, 0.5, 0)).slowest()).isEmpty();
    }
}
