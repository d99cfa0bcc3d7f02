package dev.evoka.seeded.algorithms;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseSource;
import dev.evoka.noise.NoiseTensor;
import dev.evoka.seeded.Candidate;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Term;
import dev.evoka.seeded.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One tensor of weights whose unit is 1, folded in the plainest way.
final class PlainWeights {

    private final NoiseSource noise;
    private final NoiseTensor tensor;
    private final FoldRule rule;
    private final double[] mean;
    private final double[] square;
    private int steps;
    private float[] marked = new float[0];
    private List<float[]> parents;

    PlainWeights(NoiseSource noise, FoldRule rule, float[] start) {
        this.noise = noise;
        this.tensor = NoiseTensor.of("weights", start.length);
        this.rule = rule;
        this.mean = new double[start.length];
        this.square = new double[start.length];
        this.parents = List.of(start.clone());
    }

    float[] base() {
        return parents.getFirst();
    }

    float[] candidate(Candidate candidate) {
        float[] weights = parents.get(candidate.parent()).clone();
        for (Term each : candidate.terms()) {
            add(weights, each);
        }
        return weights;
    }

    private void add(float[] weights, Term term) {
        Noise vector = noise.vector(term.generation(), term.noise());
        for (int from = 0; from < weights.length; from += Noise.ROW) {
            vector.add(tensor, from, Math.min(Noise.ROW, weights.length - from), term.amount(), weights, from);
        }
    }

    void fold(Update update) {
        switch (update) {
            case Update.Stay stay -> {}
            case Update.Mark mark -> marked = base().clone();
            case Update.Return back -> parents = List.of(marked.clone());
            case Update.Move move -> move(move);
            case Update.Select select -> {
                List<float[]> survivors = new ArrayList<>();
                Recipe.Bred recipe = select.recipe();
                for (int index : select.survivors()) {
                    survivors.add(candidate(recipe.candidate(noise.seed(), select.generation(), index)));
                }
                parents = survivors;
            }
        }
    }

    private void move(Update.Move move) {
        float[] direction = new float[base().length];
        for (int k = 0; k < move.coefficients().length; k++) {
            add(direction, new Term(move.noise(), k, move.coefficients()[k]));
        }
        steps++;
        for (int i = 0; i < direction.length; i++) {
            base()[i] += (float) (move.learningRate() * step(i, direction[i]));
        }
    }

    private double step(int i, double direction) {
        return switch (rule) {
            case FoldRule.Plain plain -> direction;
            case FoldRule.Momentum momentum -> {
                mean[i] = momentum.beta() * mean[i] + (1 - momentum.beta()) * direction;
                yield mean[i];
            }
            case FoldRule.Adam adam -> {
                mean[i] = adam.beta1() * mean[i] + (1 - adam.beta1()) * direction;
                square[i] = adam.beta2() * square[i] + (1 - adam.beta2()) * direction * direction;
                double unbiased = square[i] / (1 - Math.pow(adam.beta2(), steps));
                yield mean[i] / (1 - Math.pow(adam.beta1(), steps)) / (Math.sqrt(unbiased) + adam.epsilon());
            }
        };
    }

    /// Half the mean of the squares, each weight times its own factor: a quadratic whose smallest value is at 0.
    static double quadratic(float[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (1 + i % 3) * (double) weights[i] * weights[i];
        }
        return sum / weights.length / 2;
    }

    static float[] ones(int size) {
        float[] weights = new float[size];
        Arrays.fill(weights, 1);
        return weights;
    }
}
