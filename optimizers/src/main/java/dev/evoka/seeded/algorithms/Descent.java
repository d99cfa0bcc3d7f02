package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.List;

/// The search of [ZerothOrder]. With several arms it begins with a trial: the base is marked, every arm descends from
/// it for some generations on the same mini-batches, and the base goes back in between. The arm with the smallest mean
/// error in the second half of its trial is taken; if it is the last one, what it reached is kept.
///
/// An error that is flat where the base is, such as an accuracy that no perturbation changes, says nothing of where to
/// go: then perturbations and steps grow until it does.
final class Descent implements Search {

    private static final int TRIAL = 12;
    private static final double SMOOTHING = 0.9;
    private static final double GROWTH = 1.5;
    private static final double LARGEST_REACH = 64;

    private final int population;
    private final List<Steps> arms;
    private final double decay;
    private final Progress progress;
    private final double[] trialErrors;
    private int arm;
    private int trial;
    private double pace = 1;
    private double reach = 1;
    private double variance;
    private double weight;

    Descent(int population, List<Steps> arms, double decay, Progress progress) {
        this.population = population;
        this.arms = List.copyOf(arms);
        this.decay = decay;
        this.progress = progress;
        this.trialErrors = new double[arms.size()];
        this.trial = arms.size() > 1 ? -1 : TRIAL;
    }

    @Override
    public boolean settled() {
        return trial == TRIAL;
    }

    @Override
    public Instruction ask() {
        return new Instruction(
                new Recipe.OneSided((float) sigma()),
                arms.get(arm).scale(),
                Batch.training(settled() ? progress.steps() : Math.max(0, trial)));
    }

    @Override
    public int count() {
        return population;
    }

    @Override
    public Update tell(long generation, double[] errors) {
        if (trial < 0) {
            progress.step();
            trial = 0;
            return new Update.Mark(generation);
        }
        Update update = step(generation, errors);
        progress.step();
        return settled() ? update : tried(generation, errors, update);
    }

    private Update step(long generation, double[] errors) {
        Steps steps = arms.get(arm);
        Spread spread = Spread.of(errors);
        if (spread.mean() != 0 && spread.count() > 1 && 2 * Spread.ties(errors) >= spread.count()) {
            reach = Math.min(LARGEST_REACH, reach * GROWTH);
        }
        double square = spread.deviation() * spread.deviation();
        if (!(square > 0) || Double.isInfinite(square)) {
            return new Update.Stay(generation);
        }
        variance = SMOOTHING * variance + (1 - SMOOTHING) * square;
        weight = SMOOTHING * weight + (1 - SMOOTHING);
        double deviation = Math.sqrt(variance / weight);
        double[] centred = spread.centred(errors, -1 / (spread.count() * deviation));
        float[] coefficients = new float[population];
        for (int i = 0; i < population; i++) {
            coefficients[i] = (float) centred[i];
        }
        double rate = steps.learningRate() * steps.schedule().factor(progress.spent()) * pace * Math.sqrt(reach);
        return new Update.Move(generation, generation, steps.scale(), (float) rate, (float) decay, coefficients);
    }

    /// One generation of the trial: at its end the base goes back, unless the last arm has won.
    private Update tried(long generation, double[] errors, Update update) {
        Spread spread = Spread.of(errors);
        if (trial >= TRIAL / 2) {
            trialErrors[arm] += spread.count() == 0 ? Double.POSITIVE_INFINITY : spread.mean();
        }
        trial++;
        if (trial < TRIAL) {
            return update;
        }
        if (arm + 1 < arms.size()) {
            begin(arm + 1);
            trial = 0;
            return new Update.Return(generation);
        }
        int best = 0;
        for (int i = 1; i < arms.size(); i++) {
            best = trialErrors[i] <= trialErrors[best] || Double.isNaN(trialErrors[best]) ? i : best;
        }
        if (best == arm) {
            return update;
        }
        begin(best);
        return new Update.Return(generation);
    }

    private void begin(int next) {
        arm = next;
        reach = 1;
        variance = 0;
        weight = 0;
    }

    /// An explosion halves the steps. The trial has compared the arms, and steps that are too large say nothing against
    /// their unit.
    @Override
    public void returned() {
        pace /= 2;
        begin(arm);
    }

    @Override
    public double sigma() {
        return arms.get(arm).sigma() * reach;
    }

    /// What the trial of the scales chose.
    @Override
    public String explanation() {
        if (arms.size() == 1) {
            return "";
        }
        String taken = "scale " + arms.get(arm).scale().specName();
        if (!settled()) {
            return taken + " is being tried";
        }
        return taken + ", whose errors were the smallest in the trial at the start";
    }

    @Override
    public int bytes() {
        return Long.BYTES + 2 * Integer.BYTES + (4 + arms.size()) * Double.BYTES;
    }

    @Override
    public void write(ByteBuffer into) {
        into.putLong(progress.steps()).putInt(arm).putInt(trial);
        into.putDouble(pace).putDouble(reach).putDouble(variance).putDouble(weight);
        for (double each : trialErrors) {
            into.putDouble(each);
        }
    }

    @Override
    public void read(ByteBuffer from) {
        progress.restore(from.getLong());
        arm = Math.floorMod(from.getInt(), arms.size());
        trial = from.getInt();
        pace = from.getDouble();
        reach = from.getDouble();
        variance = from.getDouble();
        weight = from.getDouble();
        for (int i = 0; i < trialErrors.length; i++) {
            trialErrors[i] = from.getDouble();
        }
    }
}
