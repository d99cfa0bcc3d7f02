package dev.evoka.coordinator.loop;

import dev.evoka.coordinator.run.Submission;
import dev.evoka.noise.NoiseKey;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.seeded.Instruction;
import dev.evoka.spec.SpecReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Runs of model weights and answers to their blocks, for tests: errors are a function of generation and candidate.
public final class SeededRuns {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private SeededRuns() {}

    /// A run.
    ///
    /// @param optimizer section `optimizer`
    /// @param stop section `stop`
    public static Run run(String optimizer, String stop, int shards) {
        String yaml = """
                name: weights
                objective: {model: onnx}
                optimizer: %s
                stop: %s
                """.formatted(optimizer, stop);
        return new Submission(
                        SpecReader.parse(yaml, Path.of("")),
                        List.of(),
                        "token-cross-entropy",
                        0,
                        shards,
                        "{}",
                        1_000,
                        "")
                .record(Instant.EPOCH, "");
    }

    /// What an evaluator answers: statistics are the sum of the losses and the number of tokens.
    public static BlockFitness answer(CandidateBlock block) {
        return answer(block, "evaluator", NOTHING, -1);
    }

    /// The same with a digest.
    public static BlockFitness answer(
            CandidateBlock block, String evaluator, ByteBuffer digest, long digestGeneration) {
        Instruction instruction = Instruction.of(bytes(block.getInstruction()));
        ByteBuffer sums = ByteBuffer.allocate(16 * block.getCount()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < block.getCount(); i++) {
            long key = new NoiseKey(block.getGeneration(), block.getShard(), block.getFirst() + i).draw();
            double loss = instruction.batch().validation()
                    ? 64 - block.getGeneration() / 8.0
                    : 64 + (key >>> 58); // few bits: the sum over shards is exact in any order
            sums.putDouble(loss).putDouble(8);
        }
        return new BlockFitness(
                block.getRun(),
                block.getGeneration(),
                block.getFirst(),
                block.getCount(),
                block.getShard(),
                block.getAttempt(),
                4L,
                1,
                sums.flip(),
                NOTHING,
                null,
                evaluator,
                1_000_000L,
                digest,
                digestGeneration,
                NOTHING);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
