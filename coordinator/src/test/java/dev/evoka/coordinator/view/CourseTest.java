package dev.evoka.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CourseTest {

    static Point point(long generation) {
        return new Point(generation, 10 * (generation + 1), generation, 1, 1, 1, 1, 1, 1, 0);
    }

    private static Course of(int capacity, long generations) {
        Course course = new Course(capacity);
        for (long i = 0; i < generations; i++) {
            course.add(point(i));
        }
        return course;
    }

    @Test
    void keepsAllWhileTheyFit() {
        assertThat(of(8, 8).after(-1)).extracting(Point::generation).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void staysBoundedAndEvenAndKeepsTheFirstAndTheNewest() {
        for (long generations = 1; generations < 1_000; generations++) {
            var points = of(8, generations).after(-1);
            assertThat(points).hasSizeLessThanOrEqualTo(9);
            assertThat(points.getFirst().generation()).isZero();
            assertThat(points.getLast().generation()).isEqualTo(generations - 1);
        }
        assertThat(of(8, 100).after(-1))
                .extracting(Point::generation)
                .containsExactly(0L, 16L, 32L, 48L, 64L, 80L, 96L, 99L);
    }

    @Test
    void takesNoGenerationTwice() {
        Course course = of(8, 5);
        assertThat(course.add(point(3))).isFalse();
        assertThat(course.add(point(4))).isFalse();
        assertThat(course.add(point(5))).isTrue();
        assertThat(course.after(-1)).hasSize(6);
    }

    @Test
    void saysWhatIsNewer() {
        Course course = of(8, 100);
        assertThat(course.after(70)).extracting(Point::generation).containsExactly(80L, 96L, 99L);
        assertThat(course.after(99)).isEmpty();
        assertThat(new Course(8).after(-1)).isEmpty();
    }
}
