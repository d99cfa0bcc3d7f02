package dev.evoka.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static Sample sample(long generation) {
        return new Sample(generation, 10 * (generation + 1), 1.0 / (generation + 1), 1, 2, 3);
    }

    private static List<Long> generations(History history) {
        return history.samples().stream().map(Sample::generation).toList();
    }

    @Test
    void keepsEverythingWhileThereIsRoom() {
        History history = new History(4);
        for (int g = 0; g < 4; g++) {
            history.add(sample(g));
        }
        assertThat(generations(history)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void dropsEverySecondSampleWhenItIsFullAndKeepsTheNewest() {
        History history = new History(4);
        for (int g = 0; g < 8; g++) {
            history.add(sample(g));
        }
        assertThat(generations(history)).containsExactly(0L, 2L, 4L, 6L, 7L);
    }

    @Test
    void staysSmallOverAHundredThousandGenerations() {
        History history = new History();
        for (int g = 0; g < 100_000; g++) {
            history.add(sample(g));
            assertThat(history.newest()).isEqualTo(g);
        }
        List<Long> kept = generations(history);
        assertThat(kept)
                .hasSizeBetween(History.CAPACITY / 2, History.CAPACITY + 1)
                .isSorted();
        assertThat(kept.getFirst()).isZero();
        assertThat(kept.getLast()).isEqualTo(99_999);
    }

    @Test
    void ignoresGenerationsThatArePublishedAgain() {
        History history = new History(4);
        history.add(sample(3));
        history.add(sample(3));
        history.add(sample(1));
        assertThat(generations(history)).containsExactly(3L);
    }

    @Test
    void bearsGaps() {
        History history = new History(4);
        for (long g : new long[] {0, 5, 6, 100, 101, 1_000}) {
            history.add(sample(g));
        }
        assertThat(generations(history)).containsExactly(0L, 6L, 101L, 1_000L);
    }
}
