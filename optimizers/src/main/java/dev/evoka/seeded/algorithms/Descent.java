package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.List;

/// The search of [ZerothOrder]. With a second way of stepping it begins with a trial: for some generations the base
/// stays, and is evaluated beside perturbations of the first way. Perturbations change the error by a slope, which
/// shows in its deviation, and by the curvature, which raises its mean above the error of the base. To second order a
/// step of length *l* along what `n` perturbations of size `sigma` say changes the error by
/// `- l · deviation / sigma + l² · rise / (n · sigma²)`: large steps are safe as long as the rise is small beside the
/// deviation. So the first way, that of larger steps, is taken if the rise is below a tenth of the deviation.
///
/// An error that is flat where the base is, such as an accuracy that no perturbation changes, says nothing of where to
/// go: then perturbations and steps grow until it does.
final class Descent implements Search {

    private static final int TRIAL = 4;
    private static final double SAFE_RISE = 0.1;
    private static final double SMOOTHING = 0.9;
    private static final double GROWTH = 1.5;
    private static final double LARGEST_REACH = 64;

    private final int population;
    private final List<Steps> arms;
    private final double decay;
    private final Progress progress;
    private int arm;
    private int trial;
    private double trialRise;
    private double trialSquares;
    private double pace = 1;
    private double reach = 1;
    private double variance;
    private double weight;

    Descent(int population, List<Steps> arms, double decay, Progress progress) {
        this.population = population;
        this.arms = List.copyOf(arms);
        this.decay = decay;
        this.progress = progress;
        this.trial = arms.size() > 1 ? 0 : TRIAL;
    }

    @Override
    public boolean settled() {
        return trial == TRIAL;
    }

    @Override
    public Instruction ask() {
        float size = (float) sigma();
        return new Instruction(
                settled() ? new Recipe.OneSided(size) : new Recipe.Anchored(size),
                arms.get(arm).scale(),
                Batch.training(progress.steps()));
    }

    @Override
    public int count() {
        return population;
    }

    @Override
    public Update tell(long generation, double[] errors) {
        Update update = settled() ? step(generation, errors) : tried(generation, errors);
        progress.step();
        return update;
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

    private Update tried(long generation, double[] errors) {
        Spread spread = Spread.of(errors, 1);
        boolean failed = !Double.isFinite(errors[0]) || spread.count() < errors.length - 1;
        trialRise += failed ? Double.POSITIVE_INFINITY : spread.mean() - errors[0];
        trialSquares += spread.deviation() * spread.deviation();
        trial++;
        if (settled()) {
            double deviation = Math.sqrt(trialSquares / TRIAL);
            boolean safe = trialRise / TRIAL < SAFE_RISE * deviation;
            begin(safe ? 0 : 1);
        }
        return new Update.Stay(generation);
    }

    private void begin(int next) {
        arm = next;
        reach = 1;
        variance = 0;
        weight = 0;
    }

    /// An explosion halves the steps.
    @Override
    public void returned() {
        pace /= 2;
        begin(arm);
    }

    @Override
    public double sigma() {
        return arms.get(arm).sigma() * reach;
    }

    /// What the trial of the scales chose, and why.
    @Override
    public String explanation() {
        if (arms.size() == 1) {
            return "";
        }
        String tried = arms.getFirst().scale().specName();
        if (!settled()) {
            return "scale %s is being tried".formatted(tried);
        }
        return "scale %s, since perturbations of scale %s %s at the start"
                .formatted(
                        arms.get(arm).scale().specName(),
                        tried,
                        arm == 0 ? "hardly raised the mean error" : "raised the mean error too much");
    }

    @Override
    public int bytes() {
        return Long.BYTES + 2 * Integer.BYTES + 6 * Double.BYTES;
    }

    @Override
    public void write(ByteBuffer into) {
        into.putLong(progress.steps()).putInt(arm).putInt(trial);
        into.putDouble(pace).putDouble(reach).putDouble(variance).putDouble(weight);
        into.putDouble(trialRise).putDouble(trialSquares);
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
        trialRise = from.getDouble();
        trialSquares = from.getDouble();
    }
}
