package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.run.Submission;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Runs and answers for tests: the sphere function in three dimensions.
final class Runs {

    static final Instant SUBMITTED = Instant.ofEpochMilli(1_000_000);
    private static final int DIMENSION = 3;

    private Runs() {}

    static String yaml(String more) {
        return """
                name: small
                objective: {function: sphere}
                parameters: {dimension: %d, bounds: [-5, 5]}
                optimizer: {algorithm: cma-es, population: 6}
                %s
                """.formatted(DIMENSION, more);
    }

    static Run run(String yaml, String suffix) {
        return submission(yaml).record(SUBMITTED, suffix);
    }

    private static Submission submission(String yaml) {
        RunSpec spec = SpecReader.parse(yaml, Path.of(""));
        List<String> names =
                IntStream.rangeClosed(1, DIMENSION).mapToObj(i -> "x" + i).toList();
        return new Submission(spec, names, "direct", 0, 1, "{}");
    }

    static Run wanting(Run run, WantedState state) {
        return Run.newBuilder(run).setWanted(state).setReason("wanted").build();
    }

    /// What an evaluator answers.
    static BlockFitness answer(CandidateBlock block) {
        return answer(block, "evaluator", 1_000_000);
    }

    static BlockFitness answer(CandidateBlock block, String evaluator, long nanoseconds) {
        double[] parameters = new double[block.getCount() * DIMENSION];
        block.getParameters()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(parameters);
        ByteBuffer errors = ByteBuffer.allocate(block.getCount() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < block.getCount(); i++) {
            double sum = 0;
            for (int j = 0; j < DIMENSION; j++) {
                sum += parameters[i * DIMENSION + j] * parameters[i * DIMENSION + j];
            }
            errors.putDouble(i * Double.BYTES, sum);
        }
        return new BlockFitness(
                block.getRun(),
                block.getGeneration(),
                block.getFirst(),
                block.getCount(),
                block.getShard(),
                block.getAttempt(),
                1L,
                1,
                errors,
                ByteBuffer.allocate(0),
                null,
                evaluator,
                nanoseconds,
                ByteBuffer.allocate(0),
                -1L,
                ByteBuffer.allocate(0));
    }

    /// The answer of an evaluator that can do nothing with the block.
    static BlockFitness failure(CandidateBlock block) {
        int[] all = IntStream.range(0, block.getCount())
                .map(i -> block.getFirst() + i)
                .toArray();
        return BlockFitness.newBuilder(failure(block, all))
                .setStatistics(ByteBuffer.allocate(0))
                .build();
    }

    /// The answer of an evaluator that cannot evaluate some candidates.
    static BlockFitness failure(CandidateBlock block, int... candidates) {
        ByteBuffer failed =
                ByteBuffer.allocate(candidates.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        failed.asIntBuffer().put(candidates);
        return BlockFitness.newBuilder(answer(block))
                .setFailed(failed)
                .setFailure("it throws")
                .build();
    }
}
