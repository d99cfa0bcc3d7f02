package dev.evoka.coordinator.loop;

/// Running estimate of what one evaluation costs. Slow blocks are believed slowly and fast ones at once, since what
/// disturbs a measurement (a cold virtual machine, a pause) only ever makes it longer.
public final class Cost {

    private static final double SLOWER = 0.07;
    private static final double FASTER = 0.5;

    private double nanoseconds = Double.NaN;

    /// Takes the time of one block.
    public void add(long blockNanoseconds, int count) {
        if (blockNanoseconds <= 0) {
            return;
        }
        double each = (double) blockNanoseconds / count;
        double weight = each < nanoseconds ? FASTER : SLOWER;
        nanoseconds = Double.isNaN(nanoseconds) ? each : nanoseconds + weight * (each - nanoseconds);
    }

    /// Nanoseconds of one evaluation on one shard; NaN while unknown.
    public double nanosecondsPerCandidate() {
        return nanoseconds;
    }
}
