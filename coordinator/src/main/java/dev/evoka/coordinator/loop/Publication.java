package dev.evoka.coordinator.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.loop.Dispatch.Order;
import dev.evoka.coordinator.loop.Dispatch.Part;
import dev.evoka.coordinator.run.Failures;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.optimizers.Candidates;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Progress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes the records of one run.
final class Publication {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final RunDefinition definition;

    Publication(RunDefinition definition) {
        this.definition = definition;
    }

    Output.Give give(long generation, Candidates candidates, Order order) {
        Range range = order.part().range();
        int dimension = candidates.dimension();
        ByteBuffer payload =
                ByteBuffer.allocate(range.count() * dimension * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        payload.asDoubleBuffer().put(candidates.values(), range.first() * dimension, range.count() * dimension);
        CandidateBlock block = new CandidateBlock(
                definition.run(),
                generation,
                range.first(),
                range.count(),
                order.part().shard(),
                order.attempt(),
                payload);
        return new Output.Give(block, order.lane());
    }

    Output.GiveUp giveUp(long generation, Part part, Failures failures) {
        ByteBuffer all =
                ByteBuffer.allocate(part.range().count() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < part.range().count(); i++) {
            all.putInt(part.range().first() + i);
        }
        return new Output.GiveUp(new BlockFitness(
                definition.run(),
                generation,
                part.range().first(),
                part.range().count(),
                part.shard(),
                GenerationLedger.GIVEN_UP,
                0L,
                1,
                NOTHING,
                all.flip(),
                "no evaluator answered within failures.patience " + failures.patience(),
                "coordinator",
                0L));
    }

    Output.Progressed progress(Tally tally, Ending ending, double sigma) {
        Quartiles quartiles = tally.quartiles();
        return new Output.Progressed(new Progress(
                definition.run(),
                tally.generations() - 1,
                tally.evaluations(),
                tally.population(),
                tally.best(),
                quartiles.least(),
                quartiles.lower(),
                quartiles.median(),
                quartiles.upper(),
                sigma,
                tally.failed(),
                tally.milliseconds() / 1000.0,
                ending.state(),
                ending.reason()));
    }

    Output.Found best(Tally tally) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        double[] values = tally.bestParameters();
        for (int i = 0; i < values.length; i++) {
            parameters.put(definition.parameters().get(i), values[i]);
        }
        return new Output.Found(new Best(
                definition.run(),
                tally.bestGeneration(),
                tally.bestCandidate(),
                tally.best(),
                tally.bestEvaluations(),
                parameters.toString()));
    }
}
