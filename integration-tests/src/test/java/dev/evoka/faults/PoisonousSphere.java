package dev.evoka.faults;

import dev.evoka.evaluator.objective.BlackBox;
import java.util.concurrent.locks.LockSupport;

/// A sphere function with many small places where it throws, hangs or returns no number.
public final class PoisonousSphere implements BlackBox {

    @Override
    public String objectiveName() {
        return "poisonous-sphere";
    }

    @Override
    public double error(double[] parameters) {
        double sum = 0;
        for (double parameter : parameters) {
            sum += parameter * parameter;
        }
        return switch ((int) (1e6 * Math.abs(parameters[0])) % 100) {
            case 0, 1, 2 -> throw new IllegalStateException("it throws");
            case 3, 4 -> throw new StackOverflowError("it calls itself");
            case 5, 6 -> Double.NaN;
            case 7, 8 -> Double.POSITIVE_INFINITY;
            case 9 -> hang();
            default -> sum;
        };
    }

    /// Until it is interrupted.
    private static double hang() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000_000);
        }
        throw new IllegalStateException("interrupted");
    }
}
