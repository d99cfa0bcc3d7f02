package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.Progress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/// What must hold for a run, whatever happened to the processes that worked on it.
final class Guarantees {

    private Guarantees() {}

    /// All of them.
    ///
    /// @param undisturbed a run of the same spec to which nothing happened
    static void check(Transcript disturbed, Transcript undisturbed) {
        everyGenerationIsToldOnce(disturbed);
        everyBlockIsAnswered(disturbed);
        sameBits(disturbed, undisturbed);
    }

    /// Generations follow one another without a gap, their evaluations add up, and a record that was published twice
    /// says twice the same.
    static void everyGenerationIsToldOnce(Transcript transcript) {
        Map<Long, Progress> generations = transcript.generations();
        long last = transcript.last().getGeneration();
        assertThat(generations.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, last).boxed().toList());
        for (Progress each : transcript.progress()) {
            Progress first = generations.getOrDefault(each.getGeneration(), each);
            assertThat(Transcript.bits(each)).isEqualTo(Transcript.bits(first));
        }
        long evaluations = 0;
        for (Progress each : generations.values()) {
            evaluations += each.getEvaluations() == evaluations && each.getValidation() != null
                    ? 0 // a validation: the model itself on held-out examples
                    : each.getPopulation();
            assertThat(each.getEvaluations()).isEqualTo(evaluations);
            assertThat(each.getState()).isEqualTo(each.getGeneration() == last ? "finished" : "running");
        }
    }

    /// Every candidate of every generation was answered on every shard, none failed, and an answer that was given
    /// twice has twice the same statistics.
    static void everyBlockIsAnswered(Transcript transcript) {
        record Block(long generation, int first, int count, int shard) {}
        Map<Block, ByteBuffer> blocks = new HashMap<>();
        Map<Long, BitSet> cells = new HashMap<>();
        int shards = transcript.run().getShards();
        for (BlockFitness answer : transcript.answers()) {
            Block block = new Block(answer.getGeneration(), answer.getFirst(), answer.getCount(), answer.getShard());
            assertThat(answer.getFailure()).isNull();
            assertThat(answer.getStatistics()).isEqualTo(blocks.computeIfAbsent(block, b -> answer.getStatistics()));
            BitSet seen = cells.computeIfAbsent(block.generation(), g -> new BitSet());
            for (int i = 0; i < block.count(); i++) {
                seen.set((block.first() + i) * shards + block.shard());
            }
        }
        for (Progress each : transcript.generations().values()) {
            assertThat(cells.getOrDefault(each.getGeneration(), new BitSet()).cardinality())
                    .as("answers of generation %d", each.getGeneration())
                    .isEqualTo(each.getPopulation() * shards);
        }
    }

    /// Each generation's best, quartiles and step size, and the parameters at the end, are those of the undisturbed
    /// run to the last bit: so each answer was counted, and none was counted twice.
    static void sameBits(Transcript disturbed, Transcript undisturbed) {
        assertThat(disturbed.generations().values().stream().map(Transcript::bits))
                .containsExactlyElementsOf(undisturbed.generations().values().stream()
                        .map(Transcript::bits)
                        .toList());
        assertThat(disturbed.parameters()).isEqualTo(undisturbed.parameters());
        Map<Long, String> found = new HashMap<>();
        for (Best best : undisturbed.bests()) {
            found.put(best.getGeneration(), best.getParameters());
        }
        for (Best best : disturbed.bests()) {
            String first = found.computeIfAbsent(best.getGeneration(), g -> best.getParameters());
            assertThat(best.getParameters()).isEqualTo(first);
        }
    }
}
