package dev.evoka.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.console.Glyphs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final List<Sample> COURSE = new ArrayList<>();

    static {
        for (int g = 0; g < 200; g++) {
            COURSE.add(new Sample(g, 10L * g, Math.pow(10, -g / 20.0), 1, 0.25, 3));
        }
    }

    private static String text(int width, Optional<Duration> remaining) {
        return ProgressLine.text(COURSE, 12_345, Duration.ofSeconds(75), remaining, Glyphs.ASCII, width);
    }

    @Test
    void saysAllThereIsToSayWhereThereIsRoom() {
        assertThat(text(120, Optional.of(Duration.ofSeconds(3_725))))
                .startsWith("gen 199  best 1.122e-10  median 0.2500  12,345/s  01:15  left 1:02:05  #")
                .endsWith("_");
    }

    @Test
    void saysThatTheRemainingTimeIsUnknown() {
        assertThat(text(120, Optional.empty())).contains("  left --  ");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60, 79, 80, 119, 120, 300})
    void fitsTheWidth(int width) {
        assertThat(text(width, Optional.of(Duration.ofDays(3)))).hasSizeLessThanOrEqualTo(width);
    }

    @Test
    void leavesOutTheLeastImportantFirst() {
        assertThat(text(28, Optional.empty())).isEqualTo("gen 199  best 1.122e-10");
    }

    @Test
    void countsHoursAndDays() {
        assertThat(ProgressLine.clock(Duration.ofSeconds(59))).isEqualTo("00:59");
        assertThat(ProgressLine.clock(Duration.ofHours(1))).isEqualTo("1:00:00");
        assertThat(ProgressLine.clock(Duration.ofHours(50))).isEqualTo("2d 02:00:00");
    }

    @Test
    void shortensLargeRates() {
        assertThat(ProgressLine.rate(3.21)).isEqualTo("3.2");
        assertThat(ProgressLine.rate(54_321)).isEqualTo("54,321");
        assertThat(ProgressLine.rate(1_234_567)).isEqualTo("1,235k");
    }
}
