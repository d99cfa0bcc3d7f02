package dev.evoka.optimizers;

/// Points of the unit cube that are spread evenly.
interface Positions {

    /// Coordinate i of point c, in [0, 1).
    double at(int c, int i);

    /// A Latin hypercube of so many points: in each coordinate one in every slice.
    static Positions latin(int d, long seed, int count) {
        int[][] slices = new int[d][count];
        for (int i = 0; i < d; i++) {
            Draws draws = new Draws(seed, -7, i);
            for (int c = 0; c < count; c++) {
                int other = draws.below(c + 1);
                slices[i][c] = slices[i][other];
                slices[i][other] = c;
            }
        }
        return (c, i) -> (slices[i][c] + new Draws(seed, c, i).uniform()) / count;
    }

    /// Points of a scrambled Sobol sequence.
    ///
    /// @param from number of the first
    static Positions sobol(int d, long seed, long from) {
        Sobol sobol = new Sobol(d, seed);
        return (c, i) -> sobol.coordinate(i, from + c);
    }
}
