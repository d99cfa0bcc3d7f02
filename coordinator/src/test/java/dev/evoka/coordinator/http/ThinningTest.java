package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.view.Point;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private static List<Point> points(int number) {
        return LongStream.range(0, number)
                .mapToObj(i -> new Point(i, i, i, 0, 0, 0, 0, 0, 0, 0))
                .toList();
    }

    @Test
    void keepsTheFirstAndTheLast() {
        assertThat(Thinning.to(points(1_000), 4)).extracting(Point::generation).containsExactly(0L, 333L, 666L, 999L);
        assertThat(Thinning.to(points(3), 4)).hasSize(3);
        assertThat(Thinning.to(points(0), 4)).isEmpty();
    }
}
