package dev.evoka.containers;

import dev.evoka.evaluator.objective.BlackBox;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A sphere function that takes its time, in milliseconds, from the environment: the same function with and without.
public final class SlowSphere implements BlackBox {

    static final String NAME = "slow-sphere";
    static final String VARIABLE = "SLOW_SPHERE_MILLISECONDS";

    private final long milliseconds =
            Optional.ofNullable(System.getenv(VARIABLE)).map(Long::parseLong).orElse(0L);

    @Override
    public String objectiveName() {
        return NAME;
    }

    @Override
    public double error(double[] parameters) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
        double sum = 0;
        for (double parameter : parameters) {
            sum += parameter * parameter;
        }
        return sum;
    }
}
