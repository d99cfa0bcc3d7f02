package dev.evoka.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.EvaluatorStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VersionsTest {

    private final Versions versions = new Versions("2.0");

    private static EvaluatorStatus status(String version, long started, boolean left) {
        return new EvaluatorStatus(
                "evaluator-1", "host", version, 1, Instant.ofEpochSecond(started), "", 0L, 0L, 0L, 0.0, 0, 0L, left);
    }

    @Test
    void nameAnEvaluatorOfAnotherVersionOnceForEachStart() {
        assertThat(versions.complaint(status("1.0", 5, false)))
                .contains(
                        "evaluator evaluator-1 is version 1.0, this coordinator is version 2.0: start both from images"
                                + " of the same version, or results may differ");
        assertThat(versions.complaint(status("1.0", 5, false))).isEmpty();
        assertThat(versions.complaint(status("1.0", 6, false))).isPresent();
    }

    @Test
    void sayNothingOfTheSameVersionOrWhereOneIsUnknown() {
        assertThat(versions.complaint(status("2.0", 5, false))).isEmpty();
        assertThat(versions.complaint(status("", 5, false))).isEmpty();
        assertThat(new Versions("").complaint(status("1.0", 5, false))).isEmpty();
    }

    @Test
    void sayNothingOfOneThatHasLeft() {
        assertThat(versions.complaint(status("1.0", 5, true))).isEmpty();
    }
}
