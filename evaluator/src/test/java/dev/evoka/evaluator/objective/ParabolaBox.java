package dev.evoka.evaluator.objective;

/// A black box on the class path of the tests.
public final class ParabolaBox implements BlackBox {

    @Override
    public String objectiveName() {
        return "parabola";
    }

    @Override
    public double error(double[] parameters) {
        return parameters[0] * parameters[0];
    }
}
