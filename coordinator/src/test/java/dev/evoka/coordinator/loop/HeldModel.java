package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.noise.NoiseKey;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The model as an evaluator holds it, for tests: weights are the number of the update that last changed them, and
/// their error follows from it. Like an evaluator it answers for nothing but the generation that its updates led to.
final class HeldModel {

    private static final int TOKENS = 8;

    private final double improvement;
    private long generation;
    private long weights = -1;
    private long marked = -1;

    /// @param improvement what each update takes off the error; below 0 every update is for the worse
    HeldModel(double improvement) {
        this.improvement = improvement;
    }

    void fold(Update update) {
        assertThat(update.generation()).isEqualTo(generation++);
        switch (update) {
            case Update.Stay stay -> {}
            case Update.Move move -> weights = move.generation();
            case Update.Select select -> weights = select.generation();
            case Update.Mark mark -> marked = weights;
            case Update.Return back -> weights = marked;
        }
    }

    /// Error of the weights on held-out examples.
    double error() {
        return 100 - improvement * weights;
    }

    BlockFitness answer(CandidateBlock block) {
        assertThat(block.getGeneration()).isEqualTo(generation);
        byte[] instruction = new byte[block.getInstruction().remaining()];
        block.getInstruction().duplicate().get(instruction);
        boolean validation = Instruction.of(instruction).batch().validation();
        ByteBuffer sums = ByteBuffer.allocate(16 * block.getCount()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < block.getCount(); i++) {
            long drawn = new NoiseKey(generation, block.getShard(), block.getFirst() + i).draw() >>> 58;
            sums.putDouble(TOKENS * (validation ? error() : drawn)).putDouble(TOKENS);
        }
        BlockFitness answer = SeededRuns.answer(block);
        answer.setStatistics(sums.flip());
        return answer;
    }
}
