package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.CandidateBlock;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairQueueTest {

    private static final TopicPartition PARTITION = new TopicPartition("candidates", 3);
    private static final long MILLISECOND = 1_000_000;
    private static final long TURNAROUND = MILLISECOND;

    private record Event(long at, long order, Runnable what) {}

    /// A run as the queue sees it: its next generation comes a turn-around after the last block is through.
    private record Run(String name, int blocks, long nanoseconds) {}

    private final List<Task> passedOver = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final FairQueue queue = new FairQueue(passedOver::add, this::now, (lock, time) -> pass(time));
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Long> work = new TreeMap<>();
    private long now;
    private long order;
    private int idle;

    private long now() {
        return now;
    }

    private static Task task(String run, long generation, long offset) {
        CandidateBlock block =
                new CandidateBlock(run, generation, 0, 1, 0, 0, ByteBuffer.allocate(8), ByteBuffer.allocate(0));
        return new Task(PARTITION, offset, block, Context.root());
    }

    private void at(long time, long order, Runnable what) {
        events.add(new Event(time, order, what));
    }

    /// The next event, or the time if there is none within it.
    private void pass(long time) {
        if (!events.isEmpty() && events.element().at() <= now + time) {
            Event event = events.remove();
            now = event.at();
            event.what().run();
        } else {
            now += time;
        }
    }

    private void generation(Run run, long number) {
        open.put(run.name(), run.blocks());
        for (int i = 0; i < run.blocks(); i++) {
            queue.add(List.of(task(run.name(), number, order)));
        }
    }

    /// @param lastFirst true if of blocks that end at the same time the one begun last is answered first
    private void work(List<Run> runs, int workers, long until, boolean lastFirst) throws InterruptedException {
        idle = workers;
        runs.forEach(run -> generation(run, 0));
        while (now < until) {
            while (idle > 0) {
                // One worker waits as it does; of several that are never to wait, each takes what is there.
                var begun = queue.take(workers == 1 ? 200 * MILLISECOND : 0);
                if (begun.isEmpty()) {
                    break;
                }
                idle--;
                Run run = runs.stream()
                        .filter(each ->
                                each.name().equals(begun.get().task().block().getRun()))
                        .findAny()
                        .orElseThrow();
                order++;
                at(now + run.nanoseconds(), lastFirst ? -order : order, () -> ended(begun.get(), run));
            }
            pass(MILLISECOND);
        }
    }

    private void ended(FairQueue.Begun begun, Run run) {
        idle++;
        queue.ended(begun, run.nanoseconds());
        work.merge(run.name(), run.nanoseconds(), Long::sum);
        if (open.merge(run.name(), -1, Integer::sum) == 0) {
            at(
                    now + TURNAROUND,
                    order++,
                    () -> generation(run, begun.task().block().getGeneration() + 1));
        }
    }

    private double ratio() {
        double least = work.values().stream().mapToLong(each -> each).min().orElseThrow();
        return work.values().stream().mapToLong(each -> each).max().orElseThrow() / least;
    }

    /// Nobody is kept from work for the sake of a run that may come: with workers enough for half of the runs (the last
    /// case), a run whose blocks come while all are busy loses up to a block's time in each generation.
    @ParameterizedTest
    @CsvSource({
        "7, 3, 2, 1.05",
        "21, 8, 2, 1.05",
        "8, 3, 4, 1.05",
        "3, 2, 2, 1.05",
        "5, 4, 3, 1.05",
        "50, 8, 2, 1.05",
        "8, 1, 2, 1.05",
        "7, 8, 2, 1.4"
    })
    void equalRunsGetTheSameWhenEvaluationsAreInStep(int runs, int workers, int blocks, double most)
            throws InterruptedException {
        List<Run> equal = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            equal.add(new Run("run-" + i, blocks, 3 * MILLISECOND));
        }
        work(equal, workers, 20_000 * MILLISECOND, true);
        assertThat(work).hasSize(runs);
        assertThat(ratio()).as("%s", work).isLessThan(most);
    }

    @Test
    void manyBlocksAreNoMoreTimeThanFew() throws InterruptedException {
        work(
                List.of(new Run("few", 4, 4 * MILLISECOND), new Run("many", 100, 4 * MILLISECOND)),
                1,
                20_000_000_000L,
                false);
        assertThat(ratio()).as("%s", work).isLessThan(1.3);
    }

    @Test
    void shortEvaluationsGoOnBesideLongOnes() throws InterruptedException {
        work(
                List.of(new Run("long", 200, 100 * MILLISECOND), new Run("short", 2, 5 * MILLISECOND)),
                1,
                60_000_000_000L,
                false);
        // Half of the time, less the turn-arounds: a twelfth.
        assertThat(work.get("short")).isGreaterThan(24_000_000_000L);
        assertThat(work.get("long")).isGreaterThan(27_000_000_000L);
    }

    @Test
    void nobodyWaitsForARunThatDoesNotComeBack() throws InterruptedException {
        queue.add(List.of(task("over", 0, 1)));
        queue.ended(queue.take(0).orElseThrow(), MILLISECOND);
        queue.add(List.of(task("long", 0, 2)));
        queue.ended(queue.take(0).orElseThrow(), 1_000 * MILLISECOND);
        now += 11 * MILLISECOND;
        queue.add(List.of(task("long", 0, 3)));
        long before = now;
        assertThat(queue.take(200 * MILLISECOND)).isPresent();
        assertThat(now).isEqualTo(before);
    }

    @Test
    void whoHadNothingToDoForLongHasNoClaim() throws InterruptedException {
        queue.add(List.of(task("back", 0, 1)));
        queue.ended(queue.take(0).orElseThrow(), MILLISECOND);
        for (int i = 0; i < 50; i++) {
            queue.add(List.of(task("steady", i, 2 + i)));
            queue.ended(queue.take(0).orElseThrow(), 100 * MILLISECOND);
            now += 100 * MILLISECOND;
        }
        queue.add(List.of(task("steady", 50, 60)));
        for (int i = 0; i < 60; i++) {
            queue.add(List.of(task("back", 1, 70 + i)));
        }
        int before = 0;
        while (true) {
            FairQueue.Begun begun = queue.take(0).orElseThrow();
            if (begun.task().block().getRun().equals("steady")) {
                break;
            }
            queue.ended(begun, 100 * MILLISECOND);
            before++;
        }
        assertThat(before).isLessThan(3);
    }

    @Test
    void blocksOfACompleteGenerationArePassedOver() throws InterruptedException {
        queue.add(List.of(task("run", 4, 1)));
        queue.add(List.of(task("run", 5, 2)));
        assertThat(queue.take(0).orElseThrow().task().offset()).isEqualTo(2);
        assertThat(passedOver).extracting(Task::offset).containsExactly(1L);
    }

    @Test
    void aGenerationThatIsGivenOutAgainAfterARestartIsEvaluated() throws InterruptedException {
        queue.add(List.of(task("run", 5, 1)));
        queue.add(List.of(task("run", 4, 2)));
        assertThat(queue.take(0).orElseThrow().task().offset()).isEqualTo(1);
        assertThat(queue.take(0).orElseThrow().task().offset()).isEqualTo(2);
        assertThat(passedOver).isEmpty();
    }

    @Test
    void partitionsThatOthersHaveAreForgotten() throws InterruptedException {
        queue.add(List.of(task("run", 5, 1)));
        queue.forget(List.of(PARTITION));
        assertThat(queue.take(0)).isEmpty();
    }
}
