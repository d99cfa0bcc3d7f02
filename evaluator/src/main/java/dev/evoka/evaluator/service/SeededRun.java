package dev.evoka.evaluator.service;

import dev.evoka.evaluator.log.FollowedWeights;
import dev.evoka.evaluator.log.FollowedWeights.Digest;
import dev.evoka.evaluator.log.Snapshots;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.evaluator.training.Training;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.seeded.Instruction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A run of model weights, as an evaluator takes part in it: its model, brought to the generation of each block.
final class SeededRun implements AutoCloseable {

    /// Updates come before the blocks that need them: a longer wait means that something is broken, and the block is
    /// given out again.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// Attempts after which a block is wanted indeed.
    private static final int STUBBORN = 3;

    private final String evaluator;
    private final int shards;
    private final Training training;
    private final FollowedWeights weights;
    private final Snapshots snapshots;
    private final AtomicLong said = new AtomicLong(-1);

    /// @param shards data shards of the run
    SeededRun(String evaluator, int shards, Training training, FollowedWeights weights, Snapshots snapshots) {
        this.evaluator = evaluator;
        this.shards = shards;
        this.training = training;
        this.weights = weights;
        this.snapshots = snapshots;
    }

    /// Evaluates a block.
    ///
    /// @return its answer; empty if the model is beyond the block's generation, so that nobody waits for it
    Optional<BlockFitness> answer(CandidateBlock block) throws InterruptedException {
        Instruction instruction = Instruction.of(bytes(block.getInstruction()));
        long generation = block.getGeneration();
        if (!reach(generation, block.getAttempt())) {
            return Optional.empty();
        }
        if (block.getFirst() == 0
                && block.getShard() == 0
                && generation % training.model().checkpoint() == 0) {
            weights.whileAt(generation, (base, known) -> snapshots.keep(block.getRun(), base, known));
        }
        long began = System.nanoTime();
        Optional<ShardStatistics> statistics = training.evaluate(
                generation, instruction, block.getFirst(), block.getCount(), block.getShard(), shards);
        return statistics.map(each -> signed(Answers.sharing(block, evaluator, each, System.nanoTime() - began)));
    }

    /// Nobody gives a block out again and again if its generation is closed: a coordinator that was killed does
    /// not know of an update that it has published. Then the model goes back, and the update comes again.
    private boolean reach(long generation, int attempt) throws InterruptedException {
        if (weights.reach(generation, LIMIT)) {
            return true;
        }
        if (attempt < STUBBORN || training.model().base().generation() <= generation) {
            return false;
        }
        weights.restart(training.model()::restart);
        return weights.reach(generation, LIMIT);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /// The first answer after a checkpoint says what the weights were there.
    private BlockFitness signed(BlockFitness answer) {
        Optional<Digest> digest = weights.digest();
        if (digest.isPresent()
                && said.getAndSet(digest.get().generation()) != digest.get().generation()) {
            answer.setDigest(digest.get().sha256());
            answer.setDigestGeneration(digest.get().generation());
        }
        return answer;
    }

    @Override
    public void close() {
        weights.close();
        training.close();
    }
}
