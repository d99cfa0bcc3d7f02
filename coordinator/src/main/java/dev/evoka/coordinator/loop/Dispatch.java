package dev.evoka.coordinator.loop;

import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What was given out and not yet answered. Blocks that stay out for several times the usual are given out again, to
/// another lane each time, with growing patience; the first answer counts. Times are handed in, in nanoseconds.
public final class Dispatch {

    /// A block is given out again after this many times the median time between giving out and answer …
    private static final double PATIENCE = 5;

    /// … but not before this: rebalances and compilations of a starting evaluator take some tenths of a second.
    private static final long SHORTEST_NANOSECONDS = 700_000_000L;

    private static final long LONGEST_NANOSECONDS = 60_000_000_000L;

    /// Until a first answer is known, an evaluator may still be loading its data.
    private static final long UNKNOWN_NANOSECONDS = 3_000_000_000L;

    /// The last tenth of a generation's blocks is what it waits for.
    private static final int SLOWEST = 10;

    /// How long a generation took, in nanoseconds. Its last block decides that: evaluating, waiting and Kafka's
    /// time add up to the whole.
    ///
    /// @param whole from giving out to the last answer
    /// @param slowest of it, while no more than a tenth of the blocks was out
    /// @param evaluating of it, while its last block was evaluated
    /// @param kafka of it, the way to an evaluator and back: what the quickest block took beside its evaluation
    /// @param waiting the rest: the last block waited for an evaluator, or was given out again
    public record Times(long whole, long slowest, long evaluating, long kafka, long waiting) {

        static final Times NONE = new Times(0, 0, 0, 0, 0);
    }

    /// A range on a shard: what is given out.
    public record Part(Range range, int shard) {

        /// What a block gives out.
        public static Part of(CandidateBlock block) {
            return new Part(new Range(block.getFirst(), block.getCount()), block.getShard());
        }

        /// What an answer is to.
        public static Part of(BlockFitness answer) {
            return new Part(new Range(answer.getFirst(), answer.getCount()), answer.getShard());
        }
    }

    /// A part that is to be published, with its place in the lanes.
    public record Order(Part part, int lane, int attempt) {}

    private static final class Outstanding {
        final int number;
        final long since;
        long given;
        int attempt;
        int unanswered;

        Outstanding(int number, int attempt, long now) {
            this.number = number;
            this.attempt = attempt;
            this.given = now;
            this.since = now;
        }
    }

    private final int lanes;
    private final int stride;
    private int offset;
    private final long[] recent = new long[31];
    private int recentCount;
    private long opened;
    private OptionalLong slowestSince = OptionalLong.empty();
    private int slowestParts;
    private OptionalLong quickestWay = OptionalLong.empty();
    private long evaluatedLast;
    private final Map<Part, Outstanding> outstanding = new LinkedHashMap<>();

    /// @param lanes lanes of each shard
    /// @param offset lane of the first block, so that small runs do not all meet in lane 0
    public Dispatch(int lanes, int offset) {
        this.lanes = lanes;
        this.offset = Math.floorMod(offset, lanes);
        this.stride = stride(lanes);
    }

    /// A step that is about half the lanes, odd where it can be, and visits every lane: neighbouring lanes often belong
    /// to one evaluator, and neighbouring blocks should not.
    private static int stride(int lanes) {
        int step = lanes / 2 + 1;
        while (gcd(step, lanes) != 1) {
            step++;
        }
        return step;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// Gives out the blocks of a new generation on every shard; what was out before is forgotten. Several blocks go to
    /// other lanes each time: or else a run whose lanes happen to be those of busy evaluators would stay behind others
    /// for ever. A single block stays where it is: its evaluator has the data, and others need not load them.
    public List<Order> give(List<Range> blocks, int shards, long now) {
        outstanding.clear();
        if (blocks.size() > 1) {
            offset = (offset + stride) % lanes;
        }
        opened = now;
        slowestSince = OptionalLong.empty();
        quickestWay = OptionalLong.empty();
        evaluatedLast = 0;
        slowestParts = Math.max(1, blocks.size() * shards / SLOWEST);
        List<Order> orders = new ArrayList<>(blocks.size() * shards);
        for (int b = 0; b < blocks.size(); b++) {
            for (int shard = 0; shard < shards; shard++) {
                orders.add(give(new Part(blocks.get(b), shard), b, 0, now));
            }
        }
        return orders;
    }

    /// Gives out one part again because it failed.
    ///
    /// @param failed the attempt that failed, as the answer says: any number
    public Order giveAgain(Part part, int failed, long now) {
        return give(part, part.range().first(), after(failed), now);
    }

    private static int after(int attempt) {
        return Math.clamp(attempt + 1L, 1, Integer.MAX_VALUE);
    }

    private Order give(Part part, int number, int attempt, long now) {
        outstanding.put(part, new Outstanding(number, attempt, now));
        return order(part, number, attempt);
    }

    private Order order(Part part, int number, int attempt) {
        return new Order(part, Math.floorMod(offset + (number + (long) attempt) * stride, lanes), attempt);
    }

    /// Takes note of an answer.
    ///
    /// @param evaluating nanoseconds that the evaluation took, as the answer says: any number
    public void answered(Part part, long evaluating, long now) {
        Outstanding answered = outstanding.remove(part);
        evaluatedLast = evaluating;
        if (answered != null && answered.unanswered == 0) {
            long out = now - answered.given;
            recent[recentCount++ % recent.length] = out;
            long way = out - Math.clamp(evaluating, 0, out);
            quickestWay = OptionalLong.of(Math.min(way, quickestWay.orElse(way)));
        }
        if (answered != null && outstanding.size() == slowestParts) {
            slowestSince = OptionalLong.of(now);
        }
    }

    /// How long the open generation took, now that its last block is answered.
    public Times times(long now) {
        long whole = now - opened;
        long evaluating = Math.clamp(evaluatedLast, 0, whole);
        long kafka = Math.min(quickestWay.orElse(0), whole - evaluating);
        long slowest = slowestSince.isEmpty() ? 0 : now - slowestSince.getAsLong();
        return new Times(whole, slowest, evaluating, kafka, whole - evaluating - kafka);
    }

    /// Parts that are overdue, to be published again.
    public List<Order> overdue(long now) {
        List<Order> orders = new ArrayList<>();
        if (outstanding.isEmpty()) {
            return orders;
        }
        long patience = patience();
        for (Map.Entry<Part, Outstanding> entry : outstanding.entrySet()) {
            Outstanding out = entry.getValue();
            long limit = Math.min(Math.max(patience, LONGEST_NANOSECONDS), patience << Math.min(out.unanswered, 10));
            if (now - out.given >= limit) {
                out.unanswered++;
                out.attempt = after(out.attempt);
                out.given = now;
                orders.add(order(entry.getKey(), out.number, out.attempt));
            }
        }
        return orders;
    }

    /// Parts that nobody answered for so long that they are given up. They are forgotten here.
    public List<Part> givenUp(long now, long nanoseconds) {
        List<Part> parts = new ArrayList<>();
        for (Iterator<Map.Entry<Part, Outstanding>> i = outstanding.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Part, Outstanding> entry = i.next();
            if (now - entry.getValue().since >= nanoseconds) {
                parts.add(entry.getKey());
                i.remove();
            }
        }
        return parts;
    }

    private long patience() {
        int known = Math.min(recentCount, recent.length);
        if (known == 0) {
            return UNKNOWN_NANOSECONDS;
        }
        long[] sorted = Arrays.copyOf(recent, known);
        Arrays.sort(sorted);
        return Math.max(SHORTEST_NANOSECONDS, (long) (PATIENCE * sorted[known / 2]));
    }
}
