package dev.evoka.benchmarks;

import dev.evoka.evaluator.objective.BlackBox;
import java.util.concurrent.TimeUnit;

/// A sphere function that sleeps 100 ms, or ten times as long on an evaluator that is called slow: so a few cores can
/// stand for many machines.
public class SleepingSphere implements BlackBox {

    static final String NAME = "sleeping-sphere";
    static final String BRIEF = "brief-sphere";
    static final String SLOW = "slow";
    static final int MILLISECONDS = 100;
    static final int BRIEF_MILLISECONDS = 5;
    static final int SLOWER = 10;

    private final String name;
    private final int milliseconds;

    public SleepingSphere() {
        this(NAME, MILLISECONDS);
    }

    private SleepingSphere(String name, int milliseconds) {
        this.name = name;
        this.milliseconds = milliseconds;
    }

    /// The same with 5 ms: many runs of it fill a few evaluators, and not the cores.
    public static final class Brief extends SleepingSphere {
        public Brief() {
            super(BRIEF, BRIEF_MILLISECONDS);
        }
    }

    @Override
    public String objectiveName() {
        return name;
    }

    @Override
    public double error(double[] parameters) throws InterruptedException {
        boolean slow = Thread.currentThread().getName().contains(SLOW);
        TimeUnit.MILLISECONDS.sleep(slow ? SLOWER * milliseconds : milliseconds);
        double sum = 0;
        for (double parameter : parameters) {
            sum += parameter * parameter;
        }
        return sum;
    }
}
