package dev.evoka.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(
            List.of("run", "best error"),
            List.of(List.of("a, \"b\"", "1.5e-7"), List.of("long-name", "-"), List.of("c", "12")));

    @Test
    void alignsTextsLeftAndNumbersRight() {
        assertThat(table.aligned())
                .containsExactly(
                        "run        best error",
                        "a, \"b\"         1.5e-7",
                        "long-name           -",
                        "c                  12");
    }

    @Test
    void isCsv() {
        assertThat(table.csv()).containsExactly("run,best_error", "\"a, \"\"b\"\"\",1.5e-7", "long-name,-", "c,12");
    }

    @Test
    void mayBeEmpty() {
        assertThat(new Table(List.of("a", "b"), List.of()).aligned()).containsExactly("a  b");
    }
}
