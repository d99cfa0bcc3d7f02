package dev.evoka.coordinator.loop;

import dev.evoka.measures.ErrorMeasure;
import dev.evoka.measures.ExactSum;
import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The ledger of the open generation: which candidate was answered on which shard, and the sums of their statistics.
/// A set, so that duplicates, other cuts of the same generation and repeated answers change nothing. Sums are exact,
/// so that the order of the answers changes nothing either.
public final class GenerationLedger {

    /// The error of a candidate that could not be evaluated: a NaN of its own, kept apart from a NaN that an objective
    /// returned.
    public static final double FAILED = Double.longBitsToDouble(0x7ff8_0000_0000_0f41L);

    /// The attempt in an answer that the coordinator wrote itself, since nobody else answered.
    static final int GIVEN_UP = -1;

    private final int population;
    private final int shards;
    private final int statistics;
    private final ErrorMeasure measure;
    private final int attempts;
    private final BitSet answered;
    private final BitSet failed;
    private final long[] examples;
    private final double[] rounded;
    private final ExactSum[] exact;
    private final int[] failures;
    private int missing;

    /// @param attempts evaluations of a candidate on a shard that may fail before the candidate is failed
    public GenerationLedger(int population, int shards, int classes, ErrorMeasure measure, int attempts) {
        this.population = population;
        this.shards = shards;
        this.statistics = measure.statistics(classes);
        this.measure = measure;
        this.attempts = attempts;
        this.answered = new BitSet(population * shards);
        this.failed = new BitSet(population);
        this.examples = new long[shards];
        this.rounded = new double[shards == 1 ? population * statistics : 0];
        this.exact = new ExactSum[shards == 1 ? 0 : population * statistics];
        this.failures = new int[attempts > 1 ? population * shards : 0];
        this.missing = population * shards;
    }

    /// True if the error has the mark of a failed evaluation.
    public static boolean isFailed(double error) {
        return Double.doubleToRawLongBits(error) == Double.doubleToRawLongBits(FAILED);
    }

    /// True when every candidate was answered on every shard.
    public boolean complete() {
        return missing == 0;
    }

    /// True if the candidate was answered on the shard.
    public boolean answered(int shard, int candidate) {
        return answered.get(shard * population + candidate);
    }

    /// Enters one answer.
    ///
    /// @return what became of it; a block that does not fit the generation is refused and changes nothing
    public Entry enter(BlockFitness block) {
        int first = block.getFirst();
        int count = block.getCount();
        int shard = block.getShard();
        if (count < 1 || first < 0 || shard < 0 || shard >= shards || count > population - first) {
            return Entry.refused("candidates %d + %d on shard %d are not of this generation (%d candidates, %d shards)"
                    .formatted(first, count, shard, population, shards));
        }
        BitSet failedHere = failedCandidates(block);
        boolean wholeFailed = failedHere.cardinality() == count;
        int components = block.getComponents();
        DoubleBuffer values =
                block.getStatistics().duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        long needed = (long) components * count * statistics;
        if (!(wholeFailed && values.remaining() == 0) && (components < 1 || values.remaining() != needed)) {
            return Entry.refused("statistics must hold %d × %d × %d numbers but held %d"
                    .formatted(components, count, statistics, values.remaining()));
        }
        int counted = 0;
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int candidate = first + i;
            int cell = shard * population + candidate;
            if (answered.get(cell)) {
                continue;
            }
            if (!failedHere.get(candidate)) {
                add(candidate, values, i, components, count);
            } else if (attempts > 1 && ++failures[cell] < attempts && block.getAttempt() != GIVEN_UP) {
                again.add(candidate);
                continue;
            } else {
                failed.set(candidate);
            }
            answered.set(cell);
            missing--;
            counted++;
        }
        if (counted > 0 && block.getExamples() > 0) {
            examples[shard] = block.getExamples();
        }
        return new Entry(counted, again, null);
    }

    private static BitSet failedCandidates(BlockFitness block) {
        BitSet set = new BitSet();
        ByteBuffer indices = block.getFailed().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (indices.remaining() >= Integer.BYTES) {
            int index = indices.getInt();
            if (index >= block.getFirst() && index < block.getFirst() + block.getCount()) {
                set.set(index);
            }
        }
        return set;
    }

    private void add(int candidate, DoubleBuffer values, int i, int components, int count) {
        for (int s = 0; s < statistics; s++) {
            int cell = candidate * statistics + s;
            if (shards == 1 && components == 1) {
                rounded[cell] = values.get(i * statistics + s);
                continue;
            }
            ExactSum sum = shards == 1 ? new ExactSum() : exact[cell];
            if (sum == null) {
                sum = exact[cell] = new ExactSum();
            }
            for (int c = 0; c < components; c++) {
                sum.add(values.get((c * count + i) * statistics + s));
            }
            if (shards == 1) {
                rounded[cell] = sum.value();
            }
        }
    }

    /// The errors of the whole generation in candidate order; [#FAILED] where the evaluation failed on any shard.
    ///
    /// @throws IllegalStateException while answers are missing
    public double[] errors() {
        if (!complete()) {
            throw new IllegalStateException(missing + " answers are missing");
        }
        long total = 0;
        for (long shard : examples) {
            total += shard;
        }
        double[] errors = new double[population];
        double[] sums = new double[statistics];
        for (int candidate = 0; candidate < population; candidate++) {
            if (failed.get(candidate)) {
                errors[candidate] = FAILED;
                continue;
            }
            for (int s = 0; s < statistics; s++) {
                int cell = candidate * statistics + s;
                sums[s] = shards == 1 ? rounded[cell] : exact[cell].value();
            }
            double error = measure.finish(sums, total);
            errors[candidate] = isFailed(error) ? Double.NaN : error;
        }
        return errors;
    }
}
