package dev.evoka.coordinator.loop;

import dev.evoka.measures.ErrorMeasure;
import dev.evoka.measures.ExactSum;
import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

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
    private int firstFailed = Integer.MAX_VALUE;
    private String failure = "";

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
        Statistics values = Statistics.of(block, statistics);
        if (!(wholeFailed && values.none()) && !values.fits()) {
            return Entry.refused("statistics must hold %d × %d × %d numbers but held %d"
                    .formatted(components, count, statistics, values.held()));
        }
        int counted = 0;
        List<Range> again = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int candidate = first + i;
            int cell = shard * population + candidate;
            if (answered.get(cell)) {
                continue;
            }
            if (!failedHere.get(candidate)) {
                add(candidate, values, i, components);
            } else if (attempts > 1 && ++failures[cell] < attempts && block.getAttempt() != GIVEN_UP) {
                addTo(again, candidate);
                continue;
            } else {
                fail(candidate, shard, block);
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

    private void fail(int candidate, int shard, BlockFitness block) {
        failed.set(candidate);
        if (candidate < firstFailed) {
            firstFailed = candidate;
            failure = "candidate %d on shard %d: %s"
                    .formatted(
                            candidate,
                            shard,
                            Objects.requireNonNullElse(block.getFailure(), "its evaluator gave no reason"));
        }
    }

    /// Why the first of the failed candidates could not be evaluated; empty while none failed.
    public String failure() {
        return failure;
    }

    private static void addTo(List<Range> ranges, int candidate) {
        if (!ranges.isEmpty() && ranges.getLast().end() == candidate) {
            Range last = ranges.removeLast();
            ranges.add(new Range(last.first(), last.count() + 1));
        } else {
            ranges.add(new Range(candidate, 1));
        }
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

    private void add(int candidate, Statistics values, int i, int components) {
        for (int s = 0; s < statistics; s++) {
            int cell = candidate * statistics + s;
            if (shards == 1 && components == 1) {
                rounded[cell] = values.at(0, i, s);
                continue;
            }
            ExactSum sum = shards == 1 ? new ExactSum() : exact[cell];
            if (sum == null) {
                sum = exact[cell] = new ExactSum();
            }
            for (int c = 0; c < components; c++) {
                sum.add(values.at(c, i, s));
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
