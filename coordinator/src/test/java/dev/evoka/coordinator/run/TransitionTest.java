package dev.evoka.coordinator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.WantedState;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionTest {

    @ParameterizedTest
    @CsvSource({
        "PAUSE,  true, true, false, false, false, false",
        "RESUME, false, false, true, false, false, false",
        "STOP,   true, true, true, false, false, false",
        "EXTEND, true, true, true, true, true, false"
    })
    void isAllowedInTheStatesOfTheLifeCycle(
            Transition transition,
            boolean submitted,
            boolean running,
            boolean paused,
            boolean finished,
            boolean stopped,
            boolean failed) {
        assertThat(transition.allowedIn(RunState.SUBMITTED)).isEqualTo(submitted);
        assertThat(transition.allowedIn(RunState.RUNNING)).isEqualTo(running);
        assertThat(transition.allowedIn(RunState.PAUSED)).isEqualTo(paused);
        assertThat(transition.allowedIn(RunState.FINISHED)).isEqualTo(finished);
        assertThat(transition.allowedIn(RunState.STOPPED)).isEqualTo(stopped);
        assertThat(transition.allowedIn(RunState.FAILED)).isEqualTo(failed);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunState.class,
            names = {"FINISHED", "STOPPED", "FAILED"})
    void whatWasToldOfTheEndWinsOverWhatIsWanted(RunState end) {
        for (WantedState wanted : WantedState.values()) {
            assertThat(RunState.of(wanted, Optional.of(end.word()))).isEqualTo(end);
        }
    }
}
