package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.CandidateBlock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that cost the same get the same: evaluators take blocks in the order in which they are written, as here.
class FairShareTest {

    private static final String STOP = "stop: {generations: 100000}";

    /// Evaluators that take blocks in their order. A block takes a time of its own, between one and two.
    private static final class Evaluators {
        private record Work(CandidateBlock block, double end) {}

        private final LoopDriver driver;
        private final Deque<CandidateBlock> waiting = new ArrayDeque<>();
        private final PriorityQueue<Work> begun = new PriorityQueue<>(Comparator.comparingDouble(Work::end));
        private double now;
        private long number;

        Evaluators(LoopDriver driver) {
            this.driver = driver;
        }

        /// Answers so many blocks.
        ///
        /// @param together blocks that are evaluated at the same time
        /// @return evaluations of each run
        Map<String, Long> answer(int blocks, int together) {
            Map<String, Long> evaluations = new TreeMap<>();
            for (int i = 0; i < blocks; i++) {
                waiting.addAll(driver.blocks());
                while (begun.size() < together && !waiting.isEmpty()) {
                    begun.add(new Work(waiting.remove(), now + 1 + number++ * 0.618_033_988_749 % 1));
                }
                Work work = begun.remove();
                now = work.end();
                evaluations.merge(work.block().getRun(), (long) work.block().getCount(), Long::sum);
                driver.answer(Runs.answer(work.block()));
            }
            return evaluations;
        }
    }

    private static void areAboutEqual(Map<String, Long> evaluations, int runs) {
        assertThat(evaluations).hasSize(runs);
        long most = evaluations.values().stream().mapToLong(each -> each).max().orElseThrow();
        long least = evaluations.values().stream().mapToLong(each -> each).min().orElseThrow();
        assertThat((double) most / least).as("%s", evaluations).isLessThan(1.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void runsOfEqualCostAreEvaluatedEquallyMuch(int together) throws Exception {
        try (LoopDriver driver = new LoopDriver()) {
            Evaluators evaluators = new Evaluators(driver);
            for (int i = 0; i < 7; i++) {
                driver.submit(Runs.run(Runs.yaml(STOP), "-" + i));
            }
            evaluators.answer(100, together);
            areAboutEqual(evaluators.answer(2_000, together), 7);
        }
    }

    @Test
    void whoComesLateGetsAsMuchAsTheOthersFromThenOn() throws Exception {
        try (LoopDriver driver = new LoopDriver()) {
            Evaluators evaluators = new Evaluators(driver);
            driver.submit(Runs.run(Runs.yaml(STOP), "-0"));
            driver.submit(Runs.run(Runs.yaml(STOP), "-1"));
            evaluators.answer(1_000, 2);
            driver.submit(Runs.run(Runs.yaml(STOP), "-2"));
            evaluators.answer(20, 2);
            areAboutEqual(evaluators.answer(2_000, 2), 3);
        }
    }
}
