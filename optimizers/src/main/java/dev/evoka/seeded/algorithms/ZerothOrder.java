package dev.evoka.seeded.algorithms;

import dev.evoka.noise.NoiseKind;
import dev.evoka.seeded.Scale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Zeroth-order descent in one-sided batches, normalised by the deviation of the errors (FZOO, Dang et al. 2025,
/// "Fast zeroth-order optimizer for fine-tuning large language models towards Adam-scale speed"): the step is
/// `- rate · Σ (error[i] - mean) · noise[i] / (n · deviation)`. The mean of the perturbed errors stands where the paper
/// has the error of the base: it saves an evaluation, and the curvature, which shifts all errors alike, drops out. The
/// deviation is smoothed over generations.
///
/// @param population candidates of a generation
/// @param scale unit of sigma and learning rate: `balanced`, `uniform`, `rms`, `none`, or `auto`, which tries
/// `uniform` at the start, and takes `balanced` if that raised the mean error too much
/// @param sigma size of the perturbations; empty = by the scale
/// @param learningRate size of the steps; empty = by the scale
/// @param schedule how the learning rate falls over the budget; empty = by the scale
/// @param decay share of the distance to the start that a step takes back
/// @param noise distribution of the noise
/// @param rank 0 = every weight has its own noise; else the rank of the noise of matrices
public record ZerothOrder(
        int population,
        ScaleChoice scale,
        OptionalDouble sigma,
        OptionalDouble learningRate,
        Optional<Schedule> schedule,
        double decay,
        NoiseKind noise,
        int rank)
        implements SeededAlgorithm {

    public ZerothOrder {
        Checks.atLeast("population", 2, population);
        if (scale == ScaleChoice.AUTO && (sigma.isPresent() || learningRate.isPresent())) {
            throw new IllegalArgumentException(
                    "scale must be balanced, uniform, rms or none where sigma or learningRate is given, but was auto");
        }
        sigma.ifPresent(value -> Checks.positive("sigma", value));
        learningRate.ifPresent(value -> Checks.positive("learningRate", value));
        Checks.share("decay", decay);
        Checks.atLeast("rank", 0, rank);
    }

    /// Sixteen candidates; the rest by itself.
    public static ZerothOrder defaults() {
        return new ZerothOrder(
                16,
                ScaleChoice.AUTO,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                0,
                NoiseKind.RADEMACHER,
                0);
    }

    @Override
    public boolean anchored() {
        return decay > 0;
    }

    @Override
    public Search search(Plan plan) {
        List<Steps> arms = scale.scales().stream().map(this::steps).toList();
        return new Descent(population, arms, decay, new Progress(plan.budget(), population));
    }

    private Steps steps(Scale unit) {
        Steps usual = Steps.of(unit);
        return new Steps(
                unit,
                sigma.orElse(usual.sigma()),
                learningRate.orElse(usual.learningRate()),
                schedule.orElse(usual.schedule()));
    }
}
