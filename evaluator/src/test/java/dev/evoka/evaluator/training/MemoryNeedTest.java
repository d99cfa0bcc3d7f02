package dev.evoka.evaluator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.seeded.FoldRule;
import dev.evoka.spec.SpecException;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    private static final long GIGABYTE = 1_000_000_000;

    private static WeightRules rules(FoldRule rule, boolean anchored) {
        return new WeightRules(new NoiseSource(NoiseKind.RADEMACHER, 0, 1), rule, anchored);
    }

    @Test
    void isTheFileTheBaseAndTheBestForPlainSteps() {
        assertThat(MemoryNeed.of(100, rules(new FoldRule.Plain(), false), 1, 4)).isEqualTo(new MemoryNeed(300, 400));
    }

    @Test
    void growsWithMomentsAnchorAndParents() {
        assertThat(MemoryNeed.of(100, rules(new FoldRule.Momentum(0.9f), false), 1, 1)
                        .heap())
                .isEqualTo(400);
        assertThat(MemoryNeed.of(100, rules(new FoldRule.Adam(0.9f, 0.999f, 1e-8f), true), 1, 1)
                        .heap())
                .isEqualTo(600);
        assertThat(MemoryNeed.of(100, rules(new FoldRule.Plain(), false), 4, 1).heap())
                .isEqualTo(600);
    }

    @Test
    void acceptsWhatFits() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE);
        assertThatCode(() -> need.check("gpt.onnx", 3 * GIGABYTE, 5 * GIGABYTE)).doesNotThrowAnyException();
    }

    @Test
    void saysWhatTheJvmLacksAndHowToGiveItMore() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE);
        assertThatThrownBy(() -> need.check("gpt.onnx", 3 * GIGABYTE - 1, 9 * GIGABYTE))
                .isInstanceOf(SpecException.class)
                .hasMessage("objective.file: training gpt.onnx takes 3.0 GB of heap and 2.0 GB outside it, but this JVM"
                        + " may take 3.0 GB of each: set EVOKA_JAVA_OPTIONS=-Xmx3577m, or train fewer weights with"
                        + " objective.trainable");
    }

    @Test
    void saysThatTheMachineIsTooSmall() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE);
        assertThatThrownBy(() -> need.check("gpt.onnx", 4 * GIGABYTE, 5 * GIGABYTE - 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("takes 5.0 GB of memory, but this machine has 5.0 GB: take a larger one");
    }
}
