package dev.evoka.optimizers;

/// Standard normal numbers by the ziggurat method with 256 layers (Marsaglia and Tsang 2000, "The ziggurat method for
/// generating random variables"; the layer and the position come from disjoint bits, Doornik 2005). Logarithm and
/// exponential are StrictMath's: the same bits on every machine.
final class Ziggurat {

    private static final int LAYERS = 256;
    private static final double RIGHT = 3.654152885361009;
    private static final double AREA = 0.00492867323399;
    private static final double[] X = new double[LAYERS + 1];
    private static final double[] RATIO = new double[LAYERS];
    private static final double[] DENSITY = new double[LAYERS + 1];

    static {
        X[0] = AREA / density(RIGHT);
        X[1] = RIGHT;
        for (int i = 2; i < LAYERS; i++) {
            X[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / X[i - 1] + density(X[i - 1])));
        }
        for (int i = 0; i < LAYERS; i++) {
            RATIO[i] = X[i + 1] / X[i];
            DENSITY[i] = density(X[i]);
        }
        DENSITY[LAYERS] = 1;
    }

    private Ziggurat() {}

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }

    static double normal(Draws draws) {
        while (true) {
            long bits = draws.bits();
            int layer = (int) (bits & (LAYERS - 1));
            double u = (bits >> 10) * 0x1p-53; // signed: [-1, 1)
            double x = u * X[layer];
            if (Math.abs(u) < RATIO[layer]) {
                return x;
            }
            if (layer == 0) {
                return tail(draws, u < 0);
            }
            double height = DENSITY[layer] + draws.uniform() * (DENSITY[layer + 1] - DENSITY[layer]);
            if (height < density(x)) {
                return x;
            }
        }
    }

    private static double tail(Draws draws, boolean negative) {
        while (true) {
            double x = StrictMath.log(1 - draws.uniform()) / RIGHT;
            double y = StrictMath.log(1 - draws.uniform());
            if (-2 * y >= x * x) {
                return negative ? x - RIGHT : RIGHT - x;
            }
        }
    }
}
