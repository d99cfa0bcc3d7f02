package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.seeded.UpdateForm;
import dev.evoka.seeded.algorithms.SeededAlgorithms;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The error that a run of model weights ends with is that of the weights that it ends with.
class LastValidationTest {

    private static final List<String> STOPS = List.of(
            "{generations: 1}",
            "{generations: 2}",
            "{generations: 3}",
            "{generations: 40}",
            "{evaluations: 1}",
            "{evaluations: 90}",
            "{stagnation: {generations: 3, improvement: 0.9}}");

    private final HeldModel better = new HeldModel(1);
    private final HeldModel worse = new HeldModel(-0.1);
    private final List<Progress> history = new ArrayList<>();

    private static Run run(String optimizer, String stop) {
        return SeededRuns.run(optimizer, stop, 1);
    }

    private static RunLoop loop(Run run) {
        return new RunLoop(RunDefinition.of(run), new Cutting(5, OptionalInt.of(1)));
    }

    /// Goes on to the end, and publishes to the model what is published.
    private void finish(RunLoop loop, List<Output> first, HeldModel model) {
        List<Output> outputs = first;
        while (true) {
            List<CandidateBlock> open = new ArrayList<>();
            for (Output each : outputs) {
                switch (each) {
                    case Output.Changed changed ->
                        model.fold(UpdateForm.of(changed.update().getUpdate().array()));
                    case Output.Give give -> open.add(give.block());
                    case Output.Progressed progressed -> history.add(progressed.progress());
                    default -> {}
                }
            }
            if (loop.ended()) {
                return;
            }
            assertThat(open).as("the run goes on").hasSize(1);
            outputs = loop.answer(model.answer(open.getFirst()), 5, 0).outputs();
        }
    }

    static Stream<Arguments> everyStop() {
        return Stream.of(SeededAlgorithms.values())
                .flatMap(algorithm -> STOPS.stream()
                        .map(stop -> Arguments.of("{algorithm: %s}".formatted(algorithm.specName()), stop)));
    }

    @ParameterizedTest
    @MethodSource("everyStop")
    void isTheErrorOfTheLastWeights(String optimizer, String stop) {
        RunLoop loop = loop(run(optimizer, stop));
        finish(loop, loop.publishOpen(0), better);
        assertThat(history.getLast().getEvaluations()).isPositive();
        assertThat(history.getLast().getValidation()).isEqualTo(better.error());
        assertThat(history.getLast().getBest()).isEqualTo(better.error());
    }

    @ParameterizedTest
    @MethodSource("everyStop")
    void isThatOfTheBestWeightsIfTheLastAreWorse(String optimizer, String stop) {
        RunLoop loop = loop(run(optimizer, stop));
        finish(loop, loop.publishOpen(0), worse);
        assertThat(history.getLast().getEvaluations()).isPositive();
        assertThat(history.getLast().getValidation()).isEqualTo(worse.error());
        assertThat(history.getLast().getBest()).isEqualTo(worse.error());
    }

    @Test
    void canGoOnAfterwards() {
        String optimizer = "{algorithm: evolution-strategy, validation: {every: 2}}";
        String stop = "{stagnation: {generations: 3, improvement: 0.9}}";
        RunLoop loop = loop(run(optimizer, stop));
        finish(loop, loop.publishOpen(0), better);
        Run extended = run(optimizer, stop);
        extended.setStop("{\"generations\": 12}");
        RunLoop further = loop(extended);
        further.restore(loop.state());
        // What was published last comes again: an evaluator folds it once.
        List<Output> open = further.publishGoingOn(0).stream()
                .filter(each -> !(each instanceof Output.Changed))
                .toList();
        finish(further, open, better);
        assertThat(history.getLast().getReason()).contains("stop.generations 12 reached");
        assertThat(history.getLast().getValidation()).isEqualTo(better.error());
    }
}
