package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {

    @Test
    void canBePastedIntoAShell() {
        assertThat(new Invocation("./evoka", List.of("run", "my specs/it's.yaml", "--plot=a.svg", "")))
                .hasToString("./evoka run 'my specs/it'\\''s.yaml' --plot=a.svg ''");
    }

    @Test
    void asksForAnotherRepetition() {
        assertThat(new Invocation("evoka", List.of("run", "a.yaml")).again(2))
                .hasToString("evoka run a.yaml --again 2");
        assertThat(new Invocation("evoka", List.of("run", "--again", "2", "a.yaml")).again(3))
                .hasToString("evoka run a.yaml --again 3");
        assertThat(new Invocation("evoka", List.of("run", "--again=2", "a.yaml")).again(3))
                .hasToString("evoka run a.yaml --again 3");
    }

    @Test
    void namesThePlaceOfTheLogAgainToExportAModel() {
        Invocation typed = new Invocation(
                "./evoka", List.of("run", "gpt.yaml", "--data-dir", "a b", "--evaluators", "2", "--command-config=c"));
        assertThat(typed.export("gpt-1", "model.onnx"))
                .hasToString("./evoka export gpt-1 --to model.onnx --data-dir 'a b' --command-config=c");
    }
}
