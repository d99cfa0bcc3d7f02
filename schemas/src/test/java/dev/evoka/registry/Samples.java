package dev.evoka.registry;

import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;

/// Records to write and read.
final class Samples {

    private Samples() {}

    static Best best() {
        return Best.newBuilder()
                .setRun("r")
                .setGeneration(3)
                .setCandidate(5)
                .setError(0.25)
                .setEvaluations(40)
                .setParameters("{\"x\": 1.5}")
                .build();
    }

    static BlockFitness fitness() {
        return BlockFitness.newBuilder()
                .setRun("r")
                .setGeneration(3)
                .setFirst(0)
                .setCount(2)
                .setShard(1)
                .setExamples(64)
                .setComponents(1)
                .setStatistics(ByteBuffer.allocate(16).putDouble(1).putDouble(2).flip())
                .setFailure("no")
                .setEvaluator("e")
                .setNanoseconds(7)
                .build();
    }
}
