package dev.evoka.coordinator.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Cuts a generation into blocks, by what an evaluation was measured to cost: cheap candidates go in few large blocks,
/// dear ones one by one. It decides who works on what and when, never what comes out.
///
/// @param lanes blocks of one shard that can be worked on at the same time
/// @param blocks a fixed number of blocks, for experiments; empty = by cost
public record Cutting(int lanes, OptionalInt blocks) {

    /// A record must stay well below Kafka's default limit of 1 MiB.
    private static final long BLOCK_BYTES = 512 * 1024;

    /// Below this a block costs more to carry (some tenths of a millisecond of broker and clients) than it saves by
    /// running beside others.
    private static final double SMALLEST_WORK_NANOSECONDS = 2e6;

    /// Blocks while the cost is unknown. Should it be low, so many take some milliseconds, once; should it be high, one
    /// block of all candidates would keep one evaluator busy for as long as they all take, and the others waiting.
    private static final int FIRST_BLOCKS = 16;

    /// Above this a block makes the generation wait for its slowest evaluator.
    private static final double LARGEST_WORK_NANOSECONDS = 20e6;

    public Cutting {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes must be ≥ 1 but was " + lanes);
        }
    }

    /// The blocks of a generation, in the order of their candidates.
    ///
    /// @param population number of candidates
    /// @param bytesPerCandidate what a candidate takes on the wire
    /// @param nanosecondsPerCandidate measured cost of an evaluation; NaN while unknown
    public List<Range> cut(int population, long bytesPerCandidate, double nanosecondsPerCandidate) {
        int wanted = blocks.isPresent() ? blocks.getAsInt() : byCost(population, nanosecondsPerCandidate);
        int most = (int) Math.max(1, BLOCK_BYTES / Math.max(1, bytesPerCandidate));
        int needed = Math.ceilDiv(population, most);
        int number = Math.clamp(Math.max(wanted, needed), 1, population);
        List<Range> ranges = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            int first = (int) ((long) population * i / number);
            int end = (int) ((long) population * (i + 1) / number);
            ranges.add(new Range(first, end - first));
        }
        return ranges;
    }

    private int byCost(int population, double nanoseconds) {
        if (Double.isNaN(nanoseconds)) {
            return FIRST_BLOCKS;
        }
        double work = population * nanoseconds;
        double parallel = Math.max(2.0 * lanes, work / LARGEST_WORK_NANOSECONDS);
        return (int) Math.min(population, Math.min(work / SMALLEST_WORK_NANOSECONDS, parallel));
    }
}
