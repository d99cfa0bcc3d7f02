package dev.evoka.coordinator.loop;

/// Running estimate of what one evaluation costs: a moving average that forgets with a half-life of some ten blocks.
public final class Cost {

    private static final double WEIGHT = 0.07;

    private double nanoseconds = Double.NaN;

    /// Takes the time of one block.
    public void add(long blockNanoseconds, int count) {
        if (blockNanoseconds <= 0) {
            return;
        }
        double each = (double) blockNanoseconds / count;
        nanoseconds = Double.isNaN(nanoseconds) ? each : nanoseconds + WEIGHT * (each - nanoseconds);
    }

    /// Nanoseconds of one evaluation on one shard; NaN while unknown.
    public double nanosecondsPerCandidate() {
        return nanoseconds;
    }
}
