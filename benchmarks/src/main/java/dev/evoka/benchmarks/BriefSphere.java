package dev.evoka.benchmarks;

import dev.evoka.evaluator.objective.BlackBox;
import java.util.concurrent.TimeUnit;

/// A sphere function that sleeps 5 ms: many runs of it fill a few evaluators, and not the cores.
public final class BriefSphere implements BlackBox {

    static final String NAME = "brief-sphere";
    static final int MILLISECONDS = 5;

    @Override
    public String objectiveName() {
        return NAME;
    }

    @Override
    public double error(double[] parameters) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLISECONDS);
        double sum = 0;
        for (double parameter : parameters) {
            sum += parameter * parameter;
        }
        return sum;
    }
}
