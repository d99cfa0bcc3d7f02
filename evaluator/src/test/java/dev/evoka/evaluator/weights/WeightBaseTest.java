package dev.evoka.evaluator.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.optimizers.Draws;
import dev.evoka.seeded.Candidate;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The base that updates are folded into.
class WeightBaseTest {

    private static final NoiseSource NOISE = new NoiseSource(NoiseKind.RADEMACHER, 0, 7);

    private static List<WeightTensor> model(long seed) {
        return List.of(
                tensor("embedding", seed, 130, 70),
                tensor("norm", seed + 1, 70),
                tensor("head", seed + 2, 70, 3),
                new WeightTensor("bias", new long[] {3}, new float[3]));
    }

    private static WeightTensor tensor(String name, long seed, long... shape) {
        Draws draws = new Draws(seed, 0, 0);
        int size = 1;
        for (long each : shape) {
            size *= (int) each;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) draws.normal();
        }
        return new WeightTensor(name, shape, values);
    }

    private static WeightBase base(FoldRule rule) {
        return new WeightBase(model(1), new WeightRules(NOISE, rule, true));
    }

    private static List<float[]> made(WeightBase base, Candidate candidate) {
        WorkingCopy copy = base.workingCopy();
        assertThat(base.perturb(base.generation(), candidate, Scale.RMS, copy)).isTrue();
        List<float[]> all = new ArrayList<>();
        for (FloatBuffer each : copy.tensors()) {
            float[] values = new float[each.capacity()];
            each.get(0, values);
            all.add(values);
        }
        return all;
    }

    private static Update.Move move(long generation, float... coefficients) {
        return new Update.Move(generation, generation, Scale.RMS, 1, 0, coefficients);
    }

    @Test
    void aCandidateWithoutNoiseIsTheBase() {
        WeightBase base = base(new FoldRule.Plain());
        assertThat(made(base, new Recipe.Same().candidate(7, 0, 0)))
                .usingRecursiveComparison()
                .isEqualTo(base.weights());
    }

    @Test
    void makingCandidatesLeavesTheBaseAsItIs() {
        WeightBase base = base(new FoldRule.Plain());
        byte[] digest = base.digest();
        made(base, new Recipe.OneSided(0.1f).candidate(7, 0, 3));
        assertThat(base.digest()).isEqualTo(digest);
    }

    @Test
    void aMoveByOneCandidateGivesThatCandidateToTheBit() {
        WeightBase base = base(new FoldRule.Plain());
        List<float[]> candidate = made(base, new Recipe.OneSided(0.03f).candidate(7, 0, 1));
        base.fold(move(0, 0, 0.03f));
        assertThat(base.weights()).usingRecursiveComparison().isEqualTo(candidate);
    }

    @Test
    void equalAmountsMoveEachTensorByItsOwnUnit() {
        WeightBase base = base(new FoldRule.Plain());
        List<float[]> before = base.weights();
        base.fold(move(0, 0.5f));
        float[] bias = base.weights().get(3);
        assertThat(Math.abs(bias[0])).as("zeros take the unit of all weights").isBetween(0.4f, 0.6f);
        double unit = model(1).getFirst().rootMeanSquare();
        assertThat(Math.abs(base.weights().getFirst()[5] - before.getFirst()[5]))
                .isCloseTo((float) (0.5 * unit), within(1e-6f));
    }

    @Test
    void momentumKeepsGoingWhereAdamAndItStarted() {
        WeightBase momentum = base(new FoldRule.Momentum(0.5f));
        momentum.fold(move(0, 1));
        float first = momentum.weights().get(3)[0];
        momentum.fold(move(1, 0));
        float second = momentum.weights().get(3)[0] - first;
        assertThat(second).as("half of the first step").isEqualTo(first / 2);
        WeightBase adam = base(new FoldRule.Adam(0.9f, 0.999f, 1e-8f));
        adam.fold(move(0, 0.001f));
        assertThat(Math.abs(adam.weights().get(3)[0]))
                .as("the first step of Adam has the size of the learning rate")
                .isCloseTo(Math.abs(2 * first), within(1e-3f));
    }

    /// Vectors that have to be made in several groups are added in the order of their coefficients all the same.
    @Test
    void foldsAnyNumberOfVectorsInTheirOrder() {
        float[] coefficients = new float[200];
        Draws draws = new Draws(3, 0, 0);
        for (int k = 0; k < coefficients.length; k++) {
            coefficients[k] = k % 7 == 0 ? 0 : (float) draws.normal();
        }
        WeightBase one = base(new FoldRule.Plain());
        WeightBase all = base(new FoldRule.Plain());
        for (int k = 0; k < coefficients.length; k++) {
            float[] single = new float[coefficients.length];
            single[k] = coefficients[k];
            one.fold(new Update.Move(k, 9, Scale.RMS, 1, 0, single));
        }
        all.fold(new Update.Move(0, 9, Scale.RMS, 1, 0, coefficients));
        assertThat(all.digest()).isEqualTo(one.digest());
        WeightBase momentum = base(new FoldRule.Momentum(0));
        momentum.fold(new Update.Move(0, 9, Scale.NONE, 1, 0, coefficients));
        WeightBase plain = new WeightBase(
                model(1).stream().map(WeightBaseTest::zero).toList(),
                new WeightRules(NOISE, new FoldRule.Plain(), false));
        plain.fold(new Update.Move(0, 9, Scale.NONE, 1, 0, coefficients));
        for (int t = 0; t < 4; t++) {
            float[] expected = model(1).get(t).values().clone();
            float[] direction = plain.weights().get(t);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += direction[i];
            }
            assertThat(momentum.weights().get(t)).containsExactly(expected);
        }
    }

    private static WeightTensor zero(WeightTensor tensor) {
        return new WeightTensor(tensor.name(), tensor.shape(), new float[tensor.values().length]);
    }

    @Test
    void decayTakesTheBaseBackToItsStart() {
        WeightBase base = base(new FoldRule.Plain());
        List<float[]> start = base.weights();
        base.fold(move(0, 1));
        for (int g = 1; g < 60; g++) {
            base.fold(new Update.Move(g, g, Scale.RMS, 1, 0.5f, new float[0]));
        }
        assertThat(base.weights().get(1)).containsExactly(start.get(1), within(1e-5f));
    }

    @Test
    void returnsToTheBaseThatWasMarked() {
        WeightBase base = base(new FoldRule.Momentum(0.9f));
        base.fold(move(0, 1));
        base.fold(new Update.Mark(1));
        byte[] marked = base.digest();
        base.fold(move(2, 1));
        assertThat(base.digest()).isNotEqualTo(marked);
        base.fold(new Update.Return(3));
        assertThat(base.digest()).isEqualTo(marked);
        base.fold(move(4, 0));
        assertThat(base.digest()).as("moments are forgotten").isEqualTo(marked);
    }

    @Test
    void survivorsBecomeParentsAsTheyWereEvaluated() {
        WeightBase base = base(new FoldRule.Plain());
        Recipe.Bred first = new Recipe.Bred(0.1f, 1, 1);
        List<float[]> second = made(base, first.candidate(7, 0, 2));
        base.fold(new Update.Select(0, Scale.RMS, first, new int[] {2, 0}));
        assertThat(base.weights()).usingRecursiveComparison().isEqualTo(second);
        Recipe.Bred next = new Recipe.Bred(0.1f, 2, 2);
        assertThat(made(base, next.candidate(7, 1, 1)))
                .usingRecursiveComparison()
                .isEqualTo(model(1).stream().map(WeightTensor::values).toList());
    }

    @Test
    void foldsAnUpdateOnceAndNeverOutOfOrder() {
        WeightBase base = base(new FoldRule.Plain());
        assertThat(base.fold(move(0, 1))).isTrue();
        byte[] digest = base.digest();
        assertThat(base.fold(move(0, 1))).isFalse();
        assertThat(base.digest()).isEqualTo(digest);
        assertThatThrownBy(() -> base.fold(move(2, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("update 2 cannot be folded: update 1 is missing");
    }

    @Test
    void makesNoCandidateOfAnotherGeneration() {
        WeightBase base = base(new FoldRule.Plain());
        Candidate candidate = new Recipe.OneSided(0.1f).candidate(7, 1, 0);
        assertThat(base.perturb(1, candidate, Scale.RMS, base.workingCopy())).isFalse();
        base.fold(new Update.Stay(0));
        assertThat(base.perturb(1, candidate, Scale.RMS, base.workingCopy())).isTrue();
        assertThat(base.perturb(0, candidate, Scale.RMS, base.workingCopy())).isFalse();
    }

    @Property(tries = 40)
    void goesOnFromASnapshotWithTheSameBits(
            @ForAll long seed, @ForAll @IntRange(max = 60) int cut, @ForAll @IntRange(max = 2) int kind)
            throws IOException {
        FoldRule rule = switch (kind) {
            case 0 -> new FoldRule.Plain();
            case 1 -> new FoldRule.Momentum(0.9f);
            default -> new FoldRule.Adam(0.9f, 0.999f, 1e-8f);
        };
        WeightRules rules = new WeightRules(NOISE, rule, true);
        WeightBase whole = new WeightBase(model(seed), rules);
        WeightBase late = new WeightBase(model(seed), rules);
        for (int g = 0; g < 60; g++) {
            if (g == cut) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                whole.write(out);
                late.read(new ByteArrayInputStream(out.toByteArray()));
            }
            Update update = update(new Draws(seed, g, 0), g);
            whole.fold(update);
            late.fold(update);
        }
        if (cut < 60) {
            assertThat(late.digest()).isEqualTo(whole.digest());
        }
    }

    /// Models of any shape, noise of any kind: whoever reads the whole log holds the bits of who came late.
    @Property(tries = 40)
    void isTheSameFromTheLogAndFromASnapshotForAnyModel(
            @ForAll long seed,
            @ForAll NoiseKind kind,
            @ForAll @IntRange(max = 3) int rank,
            @ForAll @IntRange(max = 29) int cut)
            throws IOException {
        List<WeightTensor> model = anyModel(new Draws(seed, 0, 1));
        WeightRules rules = new WeightRules(new NoiseSource(kind, rank, seed), new FoldRule.Plain(), true);
        WeightBase whole = new WeightBase(model, rules);
        WeightBase late = new WeightBase(model, rules);
        for (int g = 0; g < 30; g++) {
            if (g == cut) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                whole.write(out);
                late.read(new ByteArrayInputStream(out.toByteArray()));
            }
            Update update = update(new Draws(seed, g, 2), g);
            whole.fold(update);
            if (g >= cut) {
                late.fold(update);
            }
        }
        assertThat(late.digest()).isEqualTo(whole.digest());
        Candidate candidate = new Recipe.OneSided(0.1f).candidate(seed, 30, 5);
        assertThat(made(late, candidate)).usingRecursiveComparison().isEqualTo(made(whole, candidate));
    }

    private static List<WeightTensor> anyModel(Draws draws) {
        List<WeightTensor> model = new ArrayList<>();
        int tensors = 1 + draws.below(5);
        for (int t = 0; t < tensors; t++) {
            long[] shape = new long[1 + draws.below(3)];
            Arrays.setAll(shape, i -> 1 + draws.below(40));
            model.add(tensor("tensor" + t, t, shape));
        }
        return model;
    }

    private static Update update(Draws draws, int generation) {
        if (generation == 0) {
            return new Update.Mark(0);
        }
        return switch (draws.below(8)) {
            case 0 -> new Update.Stay(generation);
            case 1 -> new Update.Mark(generation);
            case 2 -> new Update.Return(generation);
            case 3 -> new Update.Select(generation, Scale.RMS, new Recipe.Bred(0.1f, 1, 1), new int[] {draws.below(4)});
            default ->
                new Update.Move(
                        generation,
                        generation,
                        draws.below(2) == 0 ? Scale.RMS : Scale.NONE,
                        (float) draws.uniform(),
                        draws.below(2) * 0.1f,
                        new float[] {(float) draws.normal(), 0, (float) draws.normal()});
        };
    }

    @Test
    void refusesASnapshotThatIsDamagedOrOfAnotherModel() throws IOException {
        WeightBase base = base(new FoldRule.Plain());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        base.write(out);
        byte[] damaged = out.toByteArray();
        damaged[damaged.length / 2] ^= 1;
        assertThatThrownBy(() -> base.read(new ByteArrayInputStream(damaged))).hasMessageContaining("damaged");
        byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() - 1);
        assertThatThrownBy(() -> base.read(new ByteArrayInputStream(cut))).isInstanceOf(IOException.class);
        WeightBase other =
                new WeightBase(List.of(tensor("other", 1, 3)), new WeightRules(NOISE, new FoldRule.Plain(), true));
        assertThatThrownBy(() -> other.read(new ByteArrayInputStream(out.toByteArray())))
                .hasMessageContaining("another model");
    }
}
