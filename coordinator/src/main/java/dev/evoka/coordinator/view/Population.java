package dev.evoka.coordinator.view;

import dev.evoka.coordinator.loop.GenerationLedger;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The candidates of a generation and their errors.
///
/// @param generation number of the generation
/// @param errors error of each candidate; NaN where the evaluation failed
/// @param parameters parameters of each candidate; no rows if they do not travel
public record Population(long generation, double[] errors, double[][] parameters) {

    /// Collects blocks and answers of a run until a generation is whole.
    static final class Collector {
        private final Run run;
        private final RunDefinition definition;
        private final Map<Long, List<CandidateBlock>> blocks = new TreeMap<>();
        private final Map<Long, List<BlockFitness>> answers = new TreeMap<>();

        Collector(Run run) {
            this.run = run;
            this.definition = RunDefinition.of(run);
        }

        void take(CandidateBlock block) {
            blocks.computeIfAbsent(block.getGeneration(), g -> new ArrayList<>())
                    .add(block);
        }

        void take(BlockFitness answer) {
            answers.computeIfAbsent(answer.getGeneration(), g -> new ArrayList<>())
                    .add(answer);
        }

        /// The generation, if all of it is there.
        Optional<Population> generation(long generation) {
            List<CandidateBlock> given = blocks.getOrDefault(generation, List.of());
            int count = given.stream()
                    .mapToInt(block -> block.getFirst() + block.getCount())
                    .max()
                    .orElse(0);
            if (count == 0) {
                return Optional.empty();
            }
            GenerationLedger ledger = new GenerationLedger(
                    count,
                    definition.shards(),
                    definition.classes(),
                    definition.measure(),
                    definition.failures().attempts());
            answers.getOrDefault(generation, List.of()).forEach(ledger::enter);
            return ledger.complete()
                    ? Optional.of(new Population(generation, ledger.errors(), parameters(given, count)))
                    : Optional.empty();
        }

        private double[][] parameters(List<CandidateBlock> given, int count) {
            int dimension = run.getParameters().size();
            double[][] rows = new double[count][];
            for (CandidateBlock block : given) {
                ByteBuffer payload = block.getParameters();
                if (payload == null) {
                    return new double[0][];
                }
                ByteBuffer numbers = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < block.getCount(); i++) {
                    double[] row = new double[dimension];
                    numbers.asDoubleBuffer().get(i * dimension, row);
                    rows[block.getFirst() + i] = row;
                }
            }
            for (double[] row : rows) {
                if (row == null) {
                    return new double[0][];
                }
            }
            return rows;
        }
    }
}
