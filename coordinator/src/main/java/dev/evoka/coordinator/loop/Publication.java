package dev.evoka.coordinator.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.loop.Dispatch.Order;
import dev.evoka.coordinator.loop.Dispatch.Part;
import dev.evoka.coordinator.run.Failures;
import dev.evoka.coordinator.run.Method;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Writes the records of one run.
final class Publication {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /// A record must stay well below Kafka's default limit of 1 MiB.
    private static final int UPDATE_BYTES = 512 * 1024;

    private final RunDefinition definition;

    Publication(RunDefinition definition) {
        this.definition = definition;
    }

    Output.Give give(long generation, Search search, Order order) {
        Range range = order.part().range();
        Search.Content content = search.content(range);
        CandidateBlock block = new CandidateBlock(
                definition.run(),
                generation,
                range.first(),
                range.count(),
                order.part().shard(),
                order.attempt(),
                content.parameters().orElse(null),
                content.instruction());
        return new Output.Give(block, order.lane());
    }

    /// The records of an update: more than one, if it is larger than what a producer sends by default.
    List<Output.Changed> changed(Update update) {
        byte[] bytes = UpdateForm.bytes(update);
        int parts = Math.ceilDiv(bytes.length, UPDATE_BYTES);
        List<Output.Changed> records = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int from = part * UPDATE_BYTES;
            ByteBuffer piece = ByteBuffer.wrap(bytes, from, Math.min(UPDATE_BYTES, bytes.length - from))
                    .slice();
            records.add(
                    new Output.Changed(new ModelUpdate(definition.run(), update.generation(), part, parts, piece, "")));
        }
        return records;
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
                0L,
                NOTHING,
                -1L,
                NOTHING));
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
                ending.reason(),
                Double.isNaN(tally.validation()) ? null : tally.validation()));
    }

    Output.Found best(Tally tally) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        if (definition.method() instanceof Method.Dense dense) {
            double[] values = tally.bestParameters();
            for (int i = 0; i < values.length; i++) {
                parameters.put(dense.parameters().get(i), values[i]);
            }
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
