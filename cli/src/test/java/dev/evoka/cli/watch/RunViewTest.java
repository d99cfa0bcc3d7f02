package dev.evoka.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.console.Glyphs;
import dev.evoka.cli.console.PlainLines;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunViewTest {

    private static final long MILLISECOND = 1_000_000;

    private final StringWriter written = new StringWriter();
    private final History history = new History();
    private final RunView view = new RunView(
            new StopConditions(
                    OptionalLong.of(1_000),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()),
            new PlainLines(new PrintWriter(written), Glyphs.ASCII),
            0);

    private void generation(long generation, long milliseconds) {
        Progress progress = Progress.newBuilder()
                .setRun("run")
                .setGeneration(generation)
                .setEvaluations(10 * (generation + 1))
                .setPopulation(10)
                .setBest(1)
                .setGenerationBest(1)
                .setLowerQuartile(1)
                .setMedian(1)
                .setUpperQuartile(1)
                .setSigma(1)
                .setFailed(0)
                .setSeconds(1)
                .setState("running")
                .setReason("")
                .build();
        history.add(Sample.of(progress));
        view.show(history, progress, milliseconds * MILLISECOND);
    }

    private long lines() {
        return written.toString().lines().count();
    }

    @Test
    void showsTheFirstGenerationAtOnceAndThenOneLineASecond() {
        generation(0, 5);
        assertThat(lines()).isEqualTo(1);
        for (int g = 1; g <= 300; g++) {
            generation(g, 5 + 10 * g);
        }
        assertThat(lines()).isEqualTo(4);
        assertThat(written.toString().lines().skip(3).findFirst().orElseThrow())
                .startsWith("gen 300  best 1.000  median 1.000  1,000/s  00:03  left 00:06  ");
    }

    @Test
    void saysLessOftenThatNothingHappens() {
        generation(0, 0);
        for (int i = 1; i < 20; i++) {
            generation(0, 1_000L * i);
        }
        assertThat(lines()).isEqualTo(2);
    }
}
