package dev.evoka.coordinator.http;

import dev.evoka.coordinator.view.Point;
import java.util.ArrayList;
import java.util.List;

/// Leaves points out, evenly, so that the first and the last stay.
final class Thinning {

    private Thinning() {}

    /// @param most most points that are left, at least 2
    static List<Point> to(List<Point> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        List<Point> left = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            left.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
        }
        return left;
    }
}
