package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Where the restarts of one search stand, and what the next descent looks like.
final class RestartPlan {

    /// Large restarts before the first small one, and what small ones may use of what large ones used. The paper has 1
    /// and 1; with these, 2 % more of the targets of BBOB are reached within 2000 d evaluations.
    private static final int LARGE_FIRST = 2;

    private static final double SMALL_SHARE = 0.5;

    /// Generations that a planned descent takes, over d^¾, and its largest population in first ones.
    private static final double GENERATIONS = 20;

    private static final double LARGEST = 40;

    private final Restarts restarts;
    private final int first;
    private final int d;
    private final long seed;

    private int descent;
    private boolean small;
    private int large;
    private int population;
    private double shrinkage = 1;
    private long usedByLarge;
    private long usedBySmall;
    private long used;
    private long lastLarge;

    /// Evaluations that are left.
    private OptionalLong left;

    /// @param first population of the first descent
    /// @param left evaluations that there are, if that is known
    RestartPlan(Restarts restarts, int first, int d, long seed, OptionalLong left) {
        this.restarts = restarts;
        this.first = first;
        this.d = d;
        this.left = left;
        this.seed = seed;
        this.large = first;
        this.population = first;
    }

    /// @param population candidates in a generation of the first descent, if it is given
    static RestartPlan of(Restarts restarts, OptionalInt population, int d, Budget budget, long seed) {
        return of(restarts, population, 4 + (int) (3 * StrictMath.log(d)), d, budget, seed);
    }

    /// @param usual candidates if none are given
    static RestartPlan of(Restarts restarts, OptionalInt population, int usual, int d, Budget budget, long seed) {
        int first = population.orElse(Math.max(usual, budget.parallelism()));
        return new RestartPlan(restarts, first, d, seed, budget.evaluations());
    }

    /// Candidates in a generation of the current descent.
    int population() {
        return population;
    }

    /// First step size of the current descent, as a share of the usual one.
    double shrinkage() {
        return shrinkage;
    }

    /// Number of the current descent, from 0.
    int descent() {
        return descent;
    }

    /// Counts evaluations of the current descent.
    void count(int evaluations) {
        used += evaluations;
        left = left.isPresent() ? OptionalLong.of(left.getAsLong() - evaluations) : left;
    }

    /// Corrects what is left: somebody else has used some, or there is more.
    void left(OptionalLong evaluations) {
        left = evaluations;
    }

    /// True when the current descent has had its share: a small one gets half of the last large one.
    boolean spent() {
        return small && used >= lastLarge / 2;
    }

    /// Begins with a population as large as the budget allows.
    void skipSmall() {
        large = left.isPresent() ? planned() : 8 * first;
        population = large;
    }

    private int planned() {
        double generations = GENERATIONS * StrictMath.pow(d, 0.75);
        return (int) Math.clamp(left.orElse(0) / generations, first, LARGEST * first);
    }

    /// Goes to the next descent.
    ///
    /// @return false if there is none
    boolean next() {
        if (restarts == Restarts.NONE) {
            return false;
        }
        if (small) {
            usedBySmall += used;
        } else {
            usedByLarge += used;
            lastLarge = used;
        }
        used = 0;
        descent++;
        small = restarts == Restarts.BIPOP && descent > LARGE_FIRST && usedBySmall < SMALL_SHARE * usedByLarge;
        if (small) {
            Draws draws = new Draws(seed, -2, descent);
            double u = draws.uniform();
            double ratio = 0.5 * large / first;
            population = Math.max(first, (int) (first * StrictMath.pow(ratio, u * u)));
            shrinkage = StrictMath.pow(10, -2 * draws.uniform());
        } else if (restarts == Restarts.PLANNED && left.isPresent()) {
            population = planned();
            shrinkage = 1;
        } else {
            large = Math.min(large, Integer.MAX_VALUE / 4) * 2;
            population = large;
            shrinkage = 1;
        }
        return true;
    }

    void write(StateWriter state) {
        state.put(descent)
                .put(small)
                .put(large)
                .put(population)
                .put(shrinkage)
                .put(usedByLarge)
                .put(usedBySmall)
                .put(used)
                .put(lastLarge)
                .put(left.isPresent())
                .put(left.orElse(0));
    }

    void read(ByteBuffer buffer) {
        descent = buffer.getInt();
        small = State.flag(buffer);
        large = buffer.getInt();
        population = buffer.getInt();
        shrinkage = buffer.getDouble();
        usedByLarge = buffer.getLong();
        usedBySmall = buffer.getLong();
        used = buffer.getLong();
        lastLarge = buffer.getLong();
        boolean known = State.flag(buffer);
        long rest = buffer.getLong();
        left = known ? OptionalLong.of(rest) : OptionalLong.empty();
    }
}
