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

    /// What the program takes without any model.
    private static final long PROGRAM = 150L << 20;

    private static WeightRules rules(FoldRule rule, boolean anchored) {
        return new WeightRules(new NoiseSource(NoiseKind.RADEMACHER, 0, 1), rule, anchored);
    }

    private static MemoryNeed of(FoldRule rule, boolean anchored, int parents) {
        return MemoryNeed.of(100, 100, rules(rule, anchored), parents, 1);
    }

    @Test
    void isTheFileTheBaseAndTheBestForPlainSteps() {
        assertThat(MemoryNeed.of(100, 100, rules(new FoldRule.Plain(), false), 1, 4))
                .isEqualTo(new MemoryNeed(300, 400, 0));
    }

    @Test
    void growsWithMomentsAnchorAndParents() {
        assertThat(of(new FoldRule.Momentum(0.9f), false, 1).heap()).isEqualTo(400);
        assertThat(of(new FoldRule.Adam(0.9f, 0.999f, 1e-8f), true, 1).heap()).isEqualTo(600);
        assertThat(of(new FoldRule.Plain(), false, 4).heap()).isEqualTo(600);
    }

    @Test
    void countsWhatIsNotTrainedTwice() {
        assertThat(MemoryNeed.of(1_000, 100, rules(new FoldRule.Plain(), false), 1, 2))
                .as("in the file, and in ONNX Runtime")
                .isEqualTo(new MemoryNeed(1_200, 200, 900));
    }

    @Test
    void countsWeightsInFilesBesideTheModels() {
        assertThat(MemoryNeed.of(10, 100, rules(new FoldRule.Plain(), false), 1, 1))
                .isEqualTo(new MemoryNeed(300, 100, 0));
    }

    @Test
    void acceptsWhatFits() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE, GIGABYTE);
        assertThatCode(() -> need.check("gpt.onnx", 3 * GIGABYTE, 6 * GIGABYTE + PROGRAM))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhatTheJvmLacksAndHowToGiveItMore() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE, 0);
        assertThatThrownBy(() -> need.check("gpt.onnx", 3 * GIGABYTE - 1, 9 * GIGABYTE))
                .isInstanceOf(SpecException.class)
                .hasMessage("objective.file: training gpt.onnx takes 3.0 GB of heap and 2.0 GB outside it, but this JVM"
                        + " may take 3.0 GB of each: set EVOKA_JAVA_OPTIONS=-Xmx3577m, give a container more memory"
                        + " (EVALUATOR_MEMORY), or train fewer weights with objective.trainable");
    }

    @Test
    void saysThatTheMachineIsTooSmall() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 2 * GIGABYTE, GIGABYTE);
        assertThatThrownBy(() -> need.check("gpt.onnx", 3 * GIGABYTE, 6 * GIGABYTE + PROGRAM - 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("takes 6.2 GB of memory, but this machine or container has 6.2 GB: take a larger")
                .hasMessageContaining("EVALUATOR_MEMORY");
    }

    @Test
    void countsTheRoomThatTheHeapGrowsInto() {
        MemoryNeed need = new MemoryNeed(3 * GIGABYTE, 0, 0);
        assertThatCode(() -> need.check("gpt.onnx", 9 * GIGABYTE, 5 * GIGABYTE + PROGRAM))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> need.check("gpt.onnx", 9 * GIGABYTE, 5 * GIGABYTE + PROGRAM - 1))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void judgesAFileBeforeItIsRead() {
        assertThatThrownBy(() -> MemoryNeed.ofFile(2 * GIGABYTE).check("gpt.onnx", GIGABYTE, 9 * GIGABYTE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("takes 2.0 GB of heap");
    }
}
