package dev.evoka.evaluator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNamesTest {

    @Test
    void aLinearModelNamesItsFeatures() {
        assertThat(new LinearModel(List.of("a", "b"), true, List.of("")).parameters())
                .containsExactly("intercept", "a", "b");
    }

    @Test
    void severalClassesAreNamedToo() {
        assertThat(new LinearModel(List.of("a"), true, List.of("red", "white", "rosé")).parameters())
                .containsExactly(
                        "intercept[red]", "a[red]", "intercept[white]", "a[white]", "intercept[rosé]", "a[rosé]");
    }

    @Test
    void aPerceptronNamesUnitsAndInputs() {
        assertThat(new MultiLayerPerceptron(List.of("a", "b"), List.of(2, 1), Activation.TANH, List.of(""))
                        .parameters())
                .containsExactly(
                        "hidden1.1.bias",
                        "hidden1.1/a",
                        "hidden1.1/b",
                        "hidden1.2.bias",
                        "hidden1.2/a",
                        "hidden1.2/b",
                        "hidden2.1.bias",
                        "hidden2.1/hidden1.1",
                        "hidden2.1/hidden1.2",
                        "output.bias",
                        "output/hidden2.1");
        assertThat(new MultiLayerPerceptron(List.of("a"), List.of(16, 16), Activation.RELU, List.of("r", "s", "t"))
                        .parameters())
                .hasSize(16 * 2 + 16 * 17 + 3 * 17)
                .doesNotHaveDuplicates();
    }
}
