package dev.evoka.benchmarks;

import dev.evoka.evaluator.objective.BlackBox;
import java.util.concurrent.TimeUnit;

/// A sphere function that sleeps 100 ms, or ten times as long on an evaluator that is called slow: so a few cores can
/// stand for many machines.
public final class SleepingSphere implements BlackBox {

    static final String NAME = "sleeping-sphere";
    static final String SLOW = "slow";
    static final int MILLISECONDS = 100;
    static final int SLOWER = 10;

    @Override
    public String objectiveName() {
        return NAME;
    }

    @Override
    public double error(double[] parameters) throws InterruptedException {
        boolean slow = Thread.currentThread().getName().contains(SLOW);
        TimeUnit.MILLISECONDS.sleep(slow ? SLOWER * MILLISECONDS : MILLISECONDS);
        double sum = 0;
        for (double parameter : parameters) {
            sum += parameter * parameter;
        }
        return sum;
    }
}
