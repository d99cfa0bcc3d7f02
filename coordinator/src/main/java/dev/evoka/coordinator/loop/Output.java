package dev.evoka.coordinator.loop;

import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;

/// What a step of the loop wants published.
public sealed interface Output {

    /// A block for the evaluators.
    /// @param lane lane of the block's shard
    record Give(CandidateBlock block, int lane) implements Output {}

    /// What the last generation changed in a model; a part of it, if it is large.
    record Changed(ModelUpdate update) implements Output {}

    /// A decision that is to be obeyed when it is read back: the run is to fail.
    record Refused(String reason) implements Output {}

    /// A generation was completed, or the run ended.
    record Progressed(Progress progress) implements Output {}

    /// The best so far.
    record Found(Best best) implements Output {}

    /// A decision of the clock, to be obeyed when it is read back: a block that nobody answered is failed.
    record GiveUp(BlockFitness failure) implements Output {}
}
