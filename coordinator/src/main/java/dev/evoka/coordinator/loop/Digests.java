package dev.evoka.coordinator.loop;

import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/// What evaluators say of the weights that they hold. All must hold the same bits.
final class Digests {

    /// Checkpoints that are remembered: an evaluator may be this far behind.
    private static final int KEPT = 4;

    private record Said(ByteBuffer digest, String evaluator) {}

    private final TreeMap<Long, Said> known = new TreeMap<>();

    /// Takes note of the digest in an answer, if it has one.
    ///
    /// @return why the run cannot go on, if another evaluator holds other weights
    Optional<String> enter(BlockFitness answer) {
        if (!answer.getDigest().hasRemaining()) {
            return Optional.empty();
        }
        long generation = answer.getDigestGeneration();
        Said said = new Said(answer.getDigest().duplicate(), answer.getEvaluator());
        Said first = known.putIfAbsent(generation, said);
        for (Iterator<Long> oldest = known.keySet().iterator(); known.size() > KEPT; ) {
            oldest.next();
            oldest.remove();
        }
        return first == null || first.digest().equals(said.digest())
                ? Optional.empty()
                : Optional.of(
                        "the weights of evaluators %s and %s differ after %d updates: one of them runs on broken memory or another version; restart both, or leave one out, and start again"
                                .formatted(first.evaluator(), said.evaluator(), generation));
    }
}
