package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.journal.MemoryStore;
import dev.evoka.coordinator.loop.SeededRuns;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A processor of a run of model weights that dies at any moment. Evaluators have read the updates that it published,
/// and
/// go on from there: nothing may lead back behind them.
class SeededRecoveryTest {

    private static RegistryStub registry;
    private static Life.Wire wire;

    private final Run run = SeededRuns.run("{algorithm: evolution-strategy, pairs: 4}", "{generations: 30}", 1);

    @BeforeAll
    static void open() throws IOException {
        registry = new RegistryStub();
        wire = Life.Wire.of(registry);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static Map<Long, ModelUpdate> byGeneration(List<ModelUpdate> updates) {
        Map<Long, ModelUpdate> first = new TreeMap<>();
        for (ModelUpdate each : updates) {
            ModelUpdate known = first.putIfAbsent(each.getGeneration(), each);
            assertThat(known == null ? each : known).isEqualTo(each);
        }
        return first;
    }

    @Test
    void publishesTheSameUpdatesWhereverItDied() {
        Life whole = new Life(wire, new MemoryStore());
        whole.submit(run);
        whole.finish(SeededRuns::answer);
        Map<Long, ModelUpdate> expected = byGeneration(whole.updates);
        assertThat(expected.keySet())
                .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
        for (int answered = 0; answered <= 40; answered++) {
            Life life = new Life(wire, new MemoryStore());
            life.submit(run);
            List<CandidateBlock> open = new ArrayList<>(life.blocks());
            for (int i = 0; i < answered; i++) {
                if (i % 5 == 4) {
                    life.tick();
                }
                life.answer(SeededRuns.answer(open.removeFirst()));
                open.addAll(life.blocks());
            }
            Life next = life.die();
            List<CandidateBlock> again = next.blocks();
            long newest = life.updates.isEmpty() ? -1 : life.updates.getLast().getGeneration();
            assertThat(again)
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block.getGeneration())
                            .as("evaluators are at generation %d", newest + 1)
                            .isEqualTo(newest + 1));
            assertThat(next.updates.stream().map(ModelUpdate::getGeneration).toList())
                    .isEqualTo(newest < 0 ? List.of() : List.of(newest));
            again.forEach(block -> next.answer(SeededRuns.answer(block)));
            next.finish(SeededRuns::answer);
            List<ModelUpdate> all = new ArrayList<>(life.updates);
            all.addAll(next.updates);
            assertThat(byGeneration(all)).isEqualTo(expected);
            assertThat(next.progress.getLast().toString())
                    .isEqualTo(whole.progress.getLast().toString());
        }
    }
}
