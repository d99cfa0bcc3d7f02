package dev.evoka.coordinator.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evoka.optimizers.Standing;
import java.nio.ByteBuffer;

/// Where a run stands: the count of its evaluations, its best and the summary of its last generation.
/// All of it follows from the errors told and the times in the log.
public final class Tally {

    private static final byte VERSION = 3;

    private long generations;
    private long evaluations;
    private long failed;
    private long milliseconds;
    private double best = Double.NaN;
    private long bestGeneration = -1;
    private int bestCandidate = -1;
    private long bestEvaluations;
    private double[] bestParameters = new double[0];
    private double reference = Double.NaN;
    private long referenceGeneration = -1;
    private long publishedMilliseconds = Long.MIN_VALUE;
    private boolean unpublished;
    private boolean judged;
    private double validation = Double.NaN;
    private int population;
    private String failure = "";
    private Quartiles quartiles = new Quartiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    private final double improvement;

    /// @param improvement relative improvement of the best that counts against stagnation
    public Tally(double improvement) {
        this.improvement = improvement;
    }

    /// Takes a generation.
    ///
    /// @param elapsed milliseconds since the generation before ended
    void add(Asked asked, double[] errors, long elapsed) {
        quartiles = Quartiles.of(errors);
        population = errors.length;
        evaluations += asked.counted();
        failed += quartiles.failed();
        milliseconds += elapsed;
        judged = asked.judging();
        if (asked.validating()) {
            validation = errors[0];
        }
        for (int i = 0; judged && i < errors.length; i++) {
            if (Double.isFinite(errors[i]) && !(errors[i] >= best)) {
                best = errors[i];
                bestGeneration = generations;
                bestCandidate = i;
            }
        }
        if (bestGeneration == generations) {
            bestEvaluations = evaluations;
            bestParameters = asked.parameters().apply(bestCandidate);
            unpublished = true;
        }
        if (Double.isFinite(best)
                && !(Math.abs(reference) >= 0 && reference - best <= improvement * Math.abs(reference))) {
            reference = best;
            referenceGeneration = generations;
        }
        generations++;
    }

    /// The model went back to the best one: it has that one's error.
    void returned() {
        validation = best;
    }

    /// Takes why the first failed candidate failed, of a generation that fails the run.
    void blame(String why) {
        failure = why;
    }

    /// True if the best is to be published: it is new, and at most one a second is published while the run goes on.
    public boolean bestDue(boolean ended) {
        if (!unpublished
                || (!ended && publishedMilliseconds != Long.MIN_VALUE && milliseconds - publishedMilliseconds < 1000)) {
            return false;
        }
        unpublished = false;
        publishedMilliseconds = milliseconds;
        return true;
    }

    /// What stop conditions look at.
    public Standing standing() {
        return new Standing(generations, evaluations, best, generations - 1 - Math.max(referenceGeneration, -1));
    }

    public long generations() {
        return generations;
    }

    public long evaluations() {
        return evaluations;
    }

    /// Candidates that could not be evaluated.
    public long failed() {
        return failed;
    }

    /// Why the first failed candidate failed, if that failed the run; else empty.
    public String failure() {
        return failure;
    }

    /// Milliseconds from the submission to the end of the last generation, by the time stamps of the log.
    public long milliseconds() {
        return milliseconds;
    }

    /// Smallest error; NaN while there is none.
    public double best() {
        return best;
    }

    public long bestGeneration() {
        return bestGeneration;
    }

    public int bestCandidate() {
        return bestCandidate;
    }

    public long bestEvaluations() {
        return bestEvaluations;
    }

    /// True if the last generation judged the run.
    boolean judged() {
        return judged;
    }

    /// Error of the model on held-out examples, as it was last measured: after a return to the best model, the error of
    /// that. NaN while there is none.
    public double validation() {
        return validation;
    }

    /// The best parameters, empty while there are none.
    public double[] bestParameters() {
        return bestParameters;
    }

    /// Size of the last generation.
    public int population() {
        return population;
    }

    /// Summary of the last generation.
    public Quartiles quartiles() {
        return quartiles;
    }

    /// Size of what [#write] writes, in bytes.
    public int size() {
        return 1 + 8 * 8 + 4 * 5 + 8 * 7 + 2 + 8 * bestParameters.length + failure.getBytes(UTF_8).length;
    }

    /// The tally in binary form.
    public void write(ByteBuffer buffer) {
        buffer.put(VERSION);
        buffer.putLong(generations).putLong(evaluations).putLong(failed).putLong(milliseconds);
        buffer.putLong(bestGeneration).putLong(bestEvaluations).putLong(referenceGeneration);
        buffer.putLong(publishedMilliseconds);
        buffer.putInt(bestCandidate)
                .putInt(population)
                .putInt(quartiles.failed())
                .putInt(bestParameters.length);
        buffer.putDouble(best).putDouble(reference);
        buffer.putDouble(quartiles.least()).putDouble(quartiles.lower());
        buffer.putDouble(quartiles.median()).putDouble(quartiles.upper());
        buffer.put((byte) (unpublished ? 1 : 0));
        for (double parameter : bestParameters) {
            buffer.putDouble(parameter);
        }
        buffer.put((byte) (judged ? 1 : 0)).putDouble(validation);
        byte[] why = failure.getBytes(UTF_8);
        buffer.putInt(why.length).put(why);
    }

    /// Takes over what [#write] wrote.
    public void read(ByteBuffer buffer) {
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "the tally has version %d but this Evoka reads %d".formatted(version, VERSION));
        }
        generations = buffer.getLong();
        evaluations = buffer.getLong();
        failed = buffer.getLong();
        milliseconds = buffer.getLong();
        bestGeneration = buffer.getLong();
        bestEvaluations = buffer.getLong();
        referenceGeneration = buffer.getLong();
        publishedMilliseconds = buffer.getLong();
        bestCandidate = buffer.getInt();
        population = buffer.getInt();
        int failedInLast = buffer.getInt();
        bestParameters = new double[buffer.getInt()];
        best = buffer.getDouble();
        reference = buffer.getDouble();
        quartiles = new Quartiles(
                buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), failedInLast);
        unpublished = buffer.get() == 1;
        for (int i = 0; i < bestParameters.length; i++) {
            bestParameters[i] = buffer.getDouble();
        }
        judged = buffer.get() == 1;
        validation = buffer.getDouble();
        byte[] why = new byte[buffer.getInt()];
        buffer.get(why);
        failure = new String(why, UTF_8);
    }
}
