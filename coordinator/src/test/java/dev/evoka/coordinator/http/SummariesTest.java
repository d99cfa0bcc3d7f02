package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.view.Records;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import org.junit.jupiter.api.Test;

class SummariesTest {

    private final Summaries summaries = new Summaries();

    private static RunStatus status(Runs runs) {
        return runs.run("a").orElseThrow();
    }

    private String text(Runs runs) {
        return summaries.of(status(runs)).rawValue().toString();
    }

    @Test
    void areKeptUntilTheRunChanges() {
        Runs runs = new Runs();
        runs.take(Records.run("a"), 1);
        String before = text(runs);
        assertThat(before).isEqualTo(RunJson.summary(status(runs)).toString());
        assertThat(summaries.of(status(runs))).isSameAs(summaries.of(status(runs)));
        runs.take(Records.progress("a", 3, "running"), 2);
        assertThat(text(runs))
                .isNotEqualTo(before)
                .isEqualTo(RunJson.summary(status(runs)).toString())
                .contains("\"generations\":4");
    }
}
