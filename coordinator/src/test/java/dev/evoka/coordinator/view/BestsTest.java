package dev.evoka.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Best;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestsTest {

    @Test
    void theNewestUntilAGenerationIsTheBestThatTheRunHadThen() {
        List<Best> known = List.of(Records.best("a", 7), Records.best("a", 3), Records.best("a", 40));
        assertThat(Bests.newest(known, 39)).contains(known.get(0));
        assertThat(Bests.newest(known, 40)).contains(known.get(2));
        assertThat(Bests.newest(known, 3)).contains(known.get(1));
        assertThat(Bests.newest(known, 2)).isEmpty();
    }
}
