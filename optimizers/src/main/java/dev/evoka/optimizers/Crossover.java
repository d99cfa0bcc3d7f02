package dev.evoka.optimizers;

/// How parents of a genetic algorithm are crossed.
public enum Crossover {
    /// Simulated binary crossover: half of the genes, each as one-point crossover of binary strings would spread them
    /// (Deb and Agrawal 1995, "Simulated binary crossover for continuous search space").
    SBX {
        @Override
        void cross(Draws draws, double eta, int d, double[] from, int a, int b, int c, double[] into, int at) {
            double power = 1 / (eta + 1);
            long mask = 0;
            for (int i = 0; i < d; i++) {
                mask = i % 64 == 0 ? draws.bits() : mask >>> 1;
                double gene = from[a + i];
                if ((mask & 1) != 0 && gene != from[b + i]) {
                    double u = 2 * draws.uniform();
                    boolean other = u >= 1;
                    u = other ? u - 1 : u;
                    // Eq. 9: spread factor beta; u says both which child and how far.
                    double v = 2 * u;
                    double beta = StrictMath.pow(v <= 1 ? v : 1 / (2 - v), power);
                    gene = 0.5 * (gene + from[b + i] + (other ? -beta : beta) * (gene - from[b + i]));
                }
                into[at + i] = gene;
            }
        }
    },

    /// Blend crossover BLX-0.5: each gene uniform between the parents' and half as far beyond (Eshelman and Schaffer
    /// 1993, "Real-coded genetic algorithms and interval-schemata").
    BLEND {
        @Override
        void cross(Draws draws, double eta, int d, double[] from, int a, int b, int c, double[] into, int at) {
            for (int i = 0; i < d; i++) {
                into[at + i] = from[a + i] + (2 * draws.uniform() - 0.5) * (from[b + i] - from[a + i]);
            }
        }
    },

    /// Parent-centric crossover PCX of three parents: near the first, farther along the line from the centre than
    /// across it, in whatever direction that is (Deb, Anand, Joshi 2002, "A computationally efficient evolutionary
    /// algorithm for real-parameter optimization").
    PCX {
        @Override
        void cross(Draws draws, double eta, int d, double[] from, int a, int b, int c, double[] into, int at) {
            parentCentric(draws, 0.1, d, from, a, b, c, into, at);
        }

        @Override
        int parents() {
            return 3;
        }
    },

    /// SBX, which is good where genes act alone, for two of three children, and PCX with wider steps, which is good
    /// where they act on each other, for the others.
    MIXED {
        @Override
        void cross(Draws draws, double eta, int d, double[] from, int a, int b, int c, double[] into, int at) {
            if (draws.uniform() < 2.0 / 3) {
                SBX.cross(draws, eta, d, from, a, b, c, into, at);
            } else {
                parentCentric(draws, 0.3, d, from, a, b, c, into, at);
            }
        }

        @Override
        int parents() {
            return 3;
        }
    };

    /// Makes a child.
    ///
    /// @param from individuals; the parents begin at `a`, `b` and `c`
    /// @param into room for the child, which begins at `at`
    abstract void cross(Draws draws, double eta, int d, double[] from, int a, int b, int c, double[] into, int at);

    /// How many parents take part.
    int parents() {
        return 2;
    }

    /// Deb, Anand, Joshi 2002, eq. 8, with the same deviation along the axis and across it.
    private static void parentCentric(
            Draws draws, double deviation, int d, double[] from, int a, int b, int c, double[] into, int at) {
        double length = 0;
        double alongB = 0;
        double alongC = 0;
        double squaresB = 0;
        double squaresC = 0;
        for (int i = 0; i < d; i++) {
            double axis = from[a + i] - (from[a + i] + from[b + i] + from[c + i]) / 3;
            double offB = from[b + i] - from[a + i];
            double offC = from[c + i] - from[a + i];
            length += axis * axis;
            alongB += axis * offB;
            alongC += axis * offC;
            squaresB += offB * offB;
            squaresC += offC * offC;
        }
        double inverse = length > 0 ? 1 / length : 0;
        double distance = (Math.sqrt(Math.max(0, squaresB - alongB * alongB * inverse))
                        + Math.sqrt(Math.max(0, squaresC - alongC * alongC * inverse)))
                / 2;
        double along = 0;
        for (int i = 0; i < d; i++) {
            double axis = from[a + i] - (from[a + i] + from[b + i] + from[c + i]) / 3;
            into[at + i] = deviation * distance * draws.normal();
            along += into[at + i] * axis;
        }
        double axial = deviation * draws.normal() - along * inverse;
        for (int i = 0; i < d; i++) {
            double axis = from[a + i] - (from[a + i] + from[b + i] + from[c + i]) / 3;
            into[at + i] += from[a + i] + axial * axis;
        }
    }
}
