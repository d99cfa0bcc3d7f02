package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CuttingTest {

    private static final Cutting BY_COST = new Cutting(8, OptionalInt.empty());

    private static int blocks(int population, double nanoseconds) {
        return BY_COST.cut(population, 80, nanoseconds).size();
    }

    @Test
    void leavesNoCandidateOutAndTakesNoneTwice() {
        for (int blocks : new int[] {1, 2, 3, 7, 64, 1_000}) {
            for (int population : new int[] {1, 2, 5, 64, 999}) {
                int next = 0;
                for (Range range : new Cutting(4, OptionalInt.of(blocks)).cut(population, 80, Double.NaN)) {
                    assertThat(range.first()).isEqualTo(next);
                    next = range.end();
                }
                assertThat(next).isEqualTo(population);
            }
        }
    }

    @Test
    void makesBlocksOfNearlyTheSameSize() {
        List<Range> ranges = new Cutting(4, OptionalInt.of(7)).cut(100, 80, Double.NaN);
        assertThat(ranges).extracting(Range::count).containsOnly(14, 15);
    }

    @Test
    void sendsCheapCandidatesInOneBlock() {
        assertThat(blocks(8, 100)).isEqualTo(1);
        assertThat(blocks(1_000, 1_000)).isEqualTo(1);
    }

    @Test
    void givesEveryLaneWorkWhenCandidatesAreDear() {
        assertThat(blocks(100, 1e9)).isEqualTo(100);
        assertThat(blocks(1_000, 1e6)).isBetween(16, 64);
    }

    @Test
    void keepsNoLaneAndNoPoolWaitingWhileTheCostIsUnknown() {
        assertThat(blocks(1_000, Double.NaN)).isEqualTo(16);
        assertThat(new Cutting(1, OptionalInt.empty()).cut(256, 80, Double.NaN)).hasSize(16);
        assertThat(blocks(3, Double.NaN)).isEqualTo(3);
    }

    @Test
    void makesNoFewerBlocksForDearerCandidates() {
        int before = 1;
        for (double nanoseconds = 100; nanoseconds < 1e11; nanoseconds *= 2) {
            int now = blocks(500, nanoseconds);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void keepsABlockBelowTheSizeOfARecord() {
        long bytes = 80_000;
        assertThat(BY_COST.cut(100, bytes, 1)).allMatch(range -> range.count() * bytes <= 512 * 1024);
        assertThat(new Cutting(8, OptionalInt.of(1)).cut(100, bytes, 1))
                .allMatch(range -> range.count() * bytes <= 512 * 1024);
    }

    @Test
    void sendsACandidateThatIsLargerThanThatAlone() {
        assertThat(BY_COST.cut(3, 2_000_000, 1)).extracting(Range::count).containsExactly(1, 1, 1);
    }

    @Test
    void needsALane() {
        assertThatThrownBy(() -> new Cutting(0, OptionalInt.empty())).hasMessage("lanes must be ≥ 1 but was 0");
    }

    @Test
    void believesFastBlocksAtOnceAndSlowOnesSlowly() {
        Cost cost = new Cost();
        assertThat(cost.nanosecondsPerCandidate()).isNaN();
        cost.add(1_000, 10);
        assertThat(cost.nanosecondsPerCandidate()).isEqualTo(100);
        cost.add(0, 10);
        cost.add(-5, 10);
        assertThat(cost.nanosecondsPerCandidate()).isEqualTo(100);
        cost.add(10_000, 10);
        assertThat(cost.nanosecondsPerCandidate()).isBetween(100.0, 200.0);
        cost.add(100, 10);
        assertThat(cost.nanosecondsPerCandidate()).isLessThan(100);
    }
}
