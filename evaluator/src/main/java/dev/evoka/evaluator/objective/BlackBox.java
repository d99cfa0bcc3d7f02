package dev.evoka.evaluator.objective;

/// A user's own objective. Implement it in a class with a public constructor without arguments, name the class in
/// `META-INF/services/dev.evoka.evaluator.objective.BlackBox` of a jar, and put the jar into the folder `plugins` (or
/// the folder that `EVOKA_PLUGINS` names) of every evaluator and of the machine that submits the run.
///
/// Each evaluator makes one instance for a run. An instance that is [AutoCloseable] is closed at the end.
public interface BlackBox {

    /// Name in the run spec (`objective.java`); by default the class name.
    default String objectiveName() {
        return getClass().getName();
    }

    /// The error of these parameters, to be minimised. Called by several threads at once. The same parameters must give
    /// the same error, or runs cannot be repeated.
    ///
    /// NaN and infinities rank behind all numbers. What is thrown fails the candidate, and its message is
    /// shown. A call that takes longer than `objective.timeout` fails the candidate too: its thread is
    /// interrupted, and left behind if it does not react, so a long computation should look at
    /// [Thread#isInterrupted()] now and then.
    ///
    /// @param parameters in the order of `parameters.space`, or `parameters.dimension` numbers; the array may be
    /// changed
    double error(double[] parameters) throws Exception;
}
