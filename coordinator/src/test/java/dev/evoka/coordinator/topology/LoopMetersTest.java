package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.meters.Meters;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopMetersTest {

    private final Run run =
            Runs.run(Runs.yaml("stop: {generations: 5}\nfailures: {attempts: 2, patience: 20s}"), "aaaaaa");
    private LoopDriver loop;
    private Meters meters;

    @BeforeEach
    void open() throws IOException {
        loop = new LoopDriver();
        meters = new Meters(List.of(loop.counters()));
    }

    @AfterEach
    void close() {
        meters.close();
        loop.close();
    }

    @Test
    void splitTheTimeOfAGeneration() {
        loop.submit(run);
        List<CandidateBlock> blocks = loop.blocks();
        loop.pass(Duration.ofMillis(300));
        loop.answer(Runs.answer(blocks.getFirst(), "quick", 100_000_000));
        loop.pass(Duration.ofMillis(500));
        loop.answer(Runs.answer(blocks.getLast(), "slow", 400_000_000));
        assertThat(meters.text())
                .contains("\nevoka_loop_generations_total 1.0\n")
                .contains("\nevoka_loop_generation_seconds_total 0.8\n")
                .contains("\nevoka_loop_slowest_seconds_total 0.5\n")
                .contains("\nevoka_loop_part_seconds_total{part=\"evaluating\"} 0.4\n")
                .contains("\nevoka_loop_part_seconds_total{part=\"kafka\"} 0.2\n")
                .contains("\nevoka_loop_part_seconds_total{part=\"waiting\"} 0.2\n")
                .contains("\nevoka_loop_part_seconds_total{part=\"aggregating\"} 0.0\n");
    }

    @Test
    void measureHowLongAggregatingTook() {
        loop.submit(run);
        loop.tickAtEachLook(Duration.ofMillis(7));
        loop.blocks().forEach(block -> loop.answer(Runs.answer(block)));
        assertThat(meters.text()).contains("\nevoka_loop_part_seconds_total{part=\"aggregating\"} 0.007\n");
    }

    @Test
    void countAnswersByWhatBecameOfThem() {
        loop.submit(run);
        List<CandidateBlock> blocks = loop.blocks();
        loop.answer(Runs.answer(blocks.getFirst()));
        loop.answer(Runs.answer(blocks.getFirst()));
        loop.fitness().pipeInput("run", new byte[] {1});
        assertThat(meters.text())
                .contains("\nevoka_loop_records_total{kind=\"counted\"} 1.0\n")
                .contains("\nevoka_loop_records_total{kind=\"duplicate\"} 1.0\n")
                .contains("\nevoka_loop_records_total{kind=\"malformed\"} 1.0\n")
                .contains("\nevoka_loop_records_total{kind=\"late\"} 0.0\n")
                .contains("\nevoka_loop_records_total{kind=\"foreign\"} 0.0\n");
    }

    @Test
    void countBlocksGivenOutAgainByTheReason() {
        loop.submit(run);
        loop.answer(Runs.failure(loop.blocks().getFirst()));
        assertThat(meters.text())
                .contains("\nevoka_loop_blocks_again_total{reason=\"failed\"} 1.0\n")
                .contains("\nevoka_loop_blocks_again_total{reason=\"overdue\"} 0.0\n");
        loop.pass(Duration.ofSeconds(4));
        assertThat(meters.text())
                .doesNotContain("\nevoka_loop_blocks_again_total{reason=\"overdue\"} 0.0\n")
                .contains("\nevoka_loop_blocks_given_up_total 0.0\n");
        loop.pass(Duration.ofSeconds(20));
        assertThat(meters.text()).contains("\nevoka_loop_blocks_given_up_total 2.0\n");
    }
}
