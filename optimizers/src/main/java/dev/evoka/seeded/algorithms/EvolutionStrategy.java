package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Batch;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;

/// Evolution strategy with antithetic pairs (Salimans et al. 2017, "Evolution strategies as a scalable alternative to
/// reinforcement learning"): the direction is the sum of the pairs' noise, weighted by the difference of their shaped
/// errors. With shaping `raw` and the plain rule it is MeZO, n-SPSA (Malladi et al. 2023, "Fine-tuning language models
/// with just forward passes"); with a rank it is EGGROLL (Sarkar et al. 2025).
///
/// @param pairs pairs of candidates in a generation
/// @param sigma size of the perturbations, in units of the scale
/// @param learningRate size of a step, in units of the scale
/// @param shaping what errors count for
/// @param scale unit of sigma and learning rate for each tensor
/// @param rule how a direction becomes a step
/// @param momentum how much of the mean of the directions each step keeps; without meaning for plain steps
/// @param schedule how the learning rate falls over the budget
/// @param decay share of the distance to the start that a step takes back
/// @param rank 0 = every weight has its own noise; else the rank of the noise of matrices
public record EvolutionStrategy(
        int pairs,
        double sigma,
        double learningRate,
        Shaping shaping,
        Scale scale,
        Rule rule,
        double momentum,
        Schedule schedule,
        double decay,
        int rank)
        implements SeededAlgorithm {

    public EvolutionStrategy {
        Checks.atLeast("pairs", 1, pairs);
        Checks.positive("sigma", sigma);
        Checks.positive("learningRate", learningRate);
        Checks.share("momentum", momentum);
        Checks.share("decay", decay);
        Checks.atLeast("rank", 0, rank);
    }

    /// Eight pairs, ranks, plain steps that fall to 0 with the budget.
    public static EvolutionStrategy defaults() {
        return new EvolutionStrategy(8, 0.01, 0.1, Shaping.RANKS, Scale.RMS, Rule.PLAIN, 0.9, Schedule.LINEAR, 0, 0);
    }

    @Override
    public FoldRule fold() {
        return rule.fold(momentum);
    }

    @Override
    public boolean anchored() {
        return decay > 0;
    }

    @Override
    public Search search(Plan plan) {
        return new Strategy(plan);
    }

    private final class Strategy implements Search {
        private final Progress progress;
        private double pace = 1;

        Strategy(Plan plan) {
            this.progress = new Progress(plan.budget(), 2 * pairs);
        }

        @Override
        public Instruction ask() {
            return new Instruction(new Recipe.Pairs((float) sigma), scale, Batch.training(progress.steps()));
        }

        @Override
        public int count() {
            return 2 * pairs;
        }

        @Override
        public Update tell(long generation, double[] errors) {
            double factor = schedule.factor(progress.spent());
            progress.step();
            double[] shaped = shaping.shaped(errors);
            float[] coefficients = new float[pairs];
            boolean moved = false;
            for (int k = 0; k < pairs; k++) {
                coefficients[k] = (float) -coefficient(errors, shaped, k);
                moved |= coefficients[k] != 0;
            }
            return moved
                    ? new Update.Move(
                            generation,
                            generation,
                            scale,
                            (float) (learningRate * factor * pace),
                            (float) decay,
                            coefficients)
                    : new Update.Stay(generation);
        }

        /// Half the difference of a pair, averaged over the pairs; raw errors are divided by sigma, which gives
        /// the slope. A pair counts only if both have an error, or by ranks.
        private double coefficient(double[] errors, double[] shaped, int k) {
            boolean failed = !Double.isFinite(errors[2 * k]) || !Double.isFinite(errors[2 * k + 1]);
            if (failed && shaping != Shaping.RANKS) {
                return 0;
            }
            double half = (shaped[2 * k] - shaped[2 * k + 1]) / (2 * pairs);
            return shaping == Shaping.RAW ? half / sigma : half;
        }

        @Override
        public void returned() {
            pace /= 2;
        }

        @Override
        public double sigma() {
            return sigma;
        }

        @Override
        public int bytes() {
            return Long.BYTES + Double.BYTES;
        }

        @Override
        public void write(ByteBuffer into) {
            into.putLong(progress.steps()).putDouble(pace);
        }

        @Override
        public void read(ByteBuffer from) {
            progress.restore(from.getLong());
            pace = from.getDouble();
        }
    }
}
