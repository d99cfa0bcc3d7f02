package dev.evoka.evaluator.objective;

/// A user's own objective, found by `ServiceLoader`: implement it, name the class in
/// `META-INF/services/dev.evoka.evaluator.objective.BlackBox`, and put the jar on the class path.
public interface BlackBox {

    /// Name in the run spec (`objective.java`); by default the class name.
    default String objectiveName() {
        return getClass().getName();
    }

    /// The error of these parameters, to be minimised. Called by several threads at once.
    double error(double[] parameters) throws Exception;
}
