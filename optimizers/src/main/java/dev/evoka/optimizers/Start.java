package dev.evoka.optimizers;

import dev.evoka.noise.InverseNormal;
import java.util.Arrays;

/// First candidates and first step sizes, by the initialisation of a search space.
final class Start {

    private Start() {}

    /// Where a coordinate's random part comes from.
    private interface Source {

        /// Uniform in [0, 1).
        double uniform(int i);

        /// Standard normal.
        double normal(int i);
    }

    private record Drawn(Draws draws) implements Source {
        @Override
        public double uniform(int i) {
            return draws.uniform();
        }

        @Override
        public double normal(int i) {
            return draws.normal();
        }
    }

    private record Spread(Positions positions, int c) implements Source {
        @Override
        public double uniform(int i) {
            return positions.at(c, i);
        }

        @Override
        public double normal(int i) {
            return InverseNormal.at(Math.max(positions.at(c, i), 0x1p-54));
        }
    }

    /// Draws one point, within the bounds.
    static void point(SearchSpace space, Draws draws, double[] into, int at) {
        int given = given(space.initialisation()).length;
        put(space, given > 1 ? draws.below(given) : 0, new Drawn(draws), into, at);
    }

    private static void put(SearchSpace space, int which, Source source, double[] into, int at) {
        for (int i = 0; i < space.dimension(); i++) {
            double value = switch (space.initialisation()) {
                case Initialisation.Uniform u -> u.low() + (u.high() - u.low()) * source.uniform(i);
                case Initialisation.Normal n -> n.mean() + n.deviation() * source.normal(i);
                case Initialisation.Bounds b ->
                    space.lower()[i] + (space.upper()[i] - space.lower()[i]) * source.uniform(i);
                case Initialisation.Point p -> p.values()[i] + p.spread() * source.normal(i);
                case Initialisation.Points p -> p.values()[which][i] + p.spreads()[i] * source.normal(i);
            };
            into[at + i] = space.clamp(i, value);
        }
    }

    /// The candidates of a population's first generation, one after the other: the given points, and others as the
    /// space's sampling says.
    static double[] points(SearchSpace space, long seed, long generation, int count) {
        int d = space.dimension();
        double[] points = new double[count * d];
        long drawn = new Draws(seed, generation, -5).bits();
        switch (space.sampling()) {
            case RANDOM -> {
                for (int c = 0; c < count; c++) {
                    point(space, new Draws(seed, generation, c), points, c * d);
                }
            }
            case LATIN -> fill(space, Positions.latin(d, drawn, count), points);
            case SOBOL -> fill(space, Positions.sobol(d, drawn, 0), points);
        }
        double[][] given = generation == 0 ? given(space.initialisation()) : new double[0][];
        for (int c = 0; c < Math.min(given.length, count); c++) {
            for (int i = 0; i < d; i++) {
                points[c * d + i] = space.clamp(i, given[c][i]);
            }
        }
        return points;
    }

    /// Puts a point at each position.
    static void fill(SearchSpace space, Positions positions, double[] points) {
        int given = Math.max(1, given(space.initialisation()).length);
        for (int c = 0; c * space.dimension() < points.length; c++) {
            put(space, c % given, new Spread(positions, c), points, c * space.dimension());
        }
    }

    private static double[][] given(Initialisation initialisation) {
        return switch (initialisation) {
            case Initialisation.Point p -> new double[][] {p.values()};
            case Initialisation.Points p -> p.values();
            case Initialisation.Uniform u -> new double[0][];
            case Initialisation.Normal n -> new double[0][];
            case Initialisation.Bounds b -> new double[0][];
        };
    }

    /// The middle of the initialisation; a given point is itself, and the first of several.
    static double[] middle(SearchSpace space) {
        double[] middle = new double[space.dimension()];
        for (int i = 0; i < middle.length; i++) {
            double value = switch (space.initialisation()) {
                case Initialisation.Uniform u -> (u.low() + u.high()) / 2;
                case Initialisation.Normal n -> n.mean();
                case Initialisation.Bounds b -> (space.lower()[i] + space.upper()[i]) / 2;
                case Initialisation.Point p -> p.values()[i];
                case Initialisation.Points p -> p.values()[0][i];
            };
            middle[i] = space.clamp(i, value);
        }
        return middle;
    }

    /// Where a search of a single point begins: a given point is itself, others are drawn.
    static double[] first(SearchSpace space, Draws draws) {
        if (given(space.initialisation()).length > 0) {
            return middle(space);
        }
        double[] point = new double[space.dimension()];
        point(space, draws, point, 0);
        return point;
    }

    /// Standard deviation of the initialisation in each dimension.
    static double[] spreads(SearchSpace space) {
        double[] spreads = new double[space.dimension()];
        Arrays.setAll(spreads, i -> spread(space, i));
        return spreads;
    }

    /// Standard deviation of the initialisation in one dimension, but that of a uniform distribution within the bounds
    /// at most, which is their width / √12.
    static double spread(SearchSpace space, int i) {
        double spread = switch (space.initialisation()) {
            case Initialisation.Uniform u -> (u.high() - u.low()) / Math.sqrt(12);
            case Initialisation.Normal n -> n.deviation();
            case Initialisation.Bounds b -> Double.POSITIVE_INFINITY;
            case Initialisation.Point p -> p.spread();
            case Initialisation.Points p -> p.spreads()[i];
        };
        return Math.min(spread, (space.upper()[i] - space.lower()[i]) / Math.sqrt(12));
    }

    /// First step size of a search that begins in the middle, in units of the spread: a fifth of the width of a
    /// uniform initialisation, or the deviation of a normal one.
    static double step(SearchSpace space) {
        return switch (space.initialisation()) {
            case Initialisation.Uniform u -> Math.sqrt(12) / 5;
            case Initialisation.Bounds b -> Math.sqrt(12) / 5;
            case Initialisation.Normal n -> 1;
            case Initialisation.Point p -> 1;
            case Initialisation.Points p -> 1;
        };
    }
}
