package dev.evoka.evaluator.model;

/// Elementary functions of many numbers at once, of additions, multiplications and divisions in a fixed order: the same
/// bits on every machine. The loops are short enough for the compiler to make vector instructions of them, which makes
/// them several times faster than `StrictMath`. NaN stays NaN.
final class Elementary {

    /// Below this e^x is 0 for every practical purpose, and above it no power of two here is subnormal.
    private static final double LEAST_EXPONENT = -708;

    private static final double LOG2_E = 0x1.71547652b82fep0;

    /// ln 2 in two parts: a multiple of the first by an exponent is exact (as in fdlibm's e_exp.c).
    private static final double LN_2_HIGH = 0x1.62e42feep-1;

    private static final double LN_2_LOW = 0x1.a39ef35793c76p-33;

    /// Adding it rounds a number to an integer, which then stands in the lowest bits.
    private static final double ROUNDING = 0x1.8p52;

    private static final long ONE = 0x3ff0_0000_0000_0000L;
    private static final int MANTISSA_BITS = 52;

    /// From here tanh is ±1 in float64.
    private static final double SATURATION = 20;

    /// tanh x follows from tanh (x / 64) by six doublings.
    private static final double SIXTY_FOURTH = 0x1p-6;

    /// Keeps the denominators of [#tanh] near 1 and their coefficients exact.
    private static final double SCALE = 0x1p-17;

    private Elementary() {}

    /// Replaces x ≤ 0 by e^x, within one unit in the last place.
    ///
    /// @param scratch an array of at least that length, overwritten
    static void exp(double[] values, int count, double[] scratch) {
        for (int i = 0; i < count; i++) {
            double x = Math.max(values[i], LEAST_EXPONENT);
            double shifted = x * LOG2_E + ROUNDING;
            double exponent = shifted - ROUNDING;
            double r = (x - exponent * LN_2_HIGH) - exponent * LN_2_LOW;
            // Taylor's series: |r| ≤ ln 2 / 2, so the first term that is left out is below 1e-17.
            double p = r * (1.0 / 6227020800.0) + 1.0 / 479001600.0;
            p = p * r + 1.0 / 39916800.0;
            p = p * r + 1.0 / 3628800.0;
            p = p * r + 1.0 / 362880.0;
            p = p * r + 1.0 / 40320.0;
            p = p * r + 1.0 / 5040.0;
            p = p * r + 1.0 / 720.0;
            p = p * r + 1.0 / 120.0;
            p = p * r + 1.0 / 24.0;
            p = p * r + 1.0 / 6.0;
            p = p * r + 0.5;
            p = p * r + 1.0;
            values[i] = p * r + 1.0;
            scratch[i] = shifted;
        }
        // A loop of its own, since one with conversions of bits is not made of vector instructions.
        for (int i = 0; i < count; i++) {
            values[i] *= Double.longBitsToDouble((Double.doubleToRawLongBits(scratch[i]) << MANTISSA_BITS) + ONE);
        }
    }

    /// Replaces x between 0 and 1 by ln (1 + x) = 2 artanh (x / (2 + x)), within a few units in the last place.
    static void logOnePlus(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            double u = values[i] / (2 + values[i]);
            double q = u * u;
            // q ≤ 1/9: the first term that is left out is below 1e-17.
            double s = q * (1.0 / 33) + 1.0 / 31;
            s = s * q + 1.0 / 29;
            s = s * q + 1.0 / 27;
            s = s * q + 1.0 / 25;
            s = s * q + 1.0 / 23;
            s = s * q + 1.0 / 21;
            s = s * q + 1.0 / 19;
            s = s * q + 1.0 / 17;
            s = s * q + 1.0 / 15;
            s = s * q + 1.0 / 13;
            s = s * q + 1.0 / 11;
            s = s * q + 1.0 / 9;
            s = s * q + 1.0 / 7;
            s = s * q + 1.0 / 5;
            s = s * q + 1.0 / 3;
            values[i] = 2 * u * (s * q + 1.0);
        }
    }

    /// Replaces x by tanh x, within ten units in the last place.
    ///
    /// @param scratch an array of at least that length, overwritten
    static void tanh(double[] values, int count, double[] scratch) {
        // Lambert's continued fraction, ended after y²/13: a ratio of polynomials, exact to 1e-18 for |y| ≤ 20/64.
        for (int i = 0; i < count; i++) {
            double y = Math.min(Math.max(values[i], -SATURATION), SATURATION) * SIXTY_FOURTH;
            double q = y * y;
            values[i] = (((q * SCALE + 378 * SCALE) * q + 17325 * SCALE) * q + 135135 * SCALE) * y;
            scratch[i] = ((q * (28 * SCALE) + 3150 * SCALE) * q + 62370 * SCALE) * q + 135135 * SCALE;
        }
        // tanh 2y = 2sc / (c² + s²) where tanh y = s / c.
        for (int i = 0; i < count; i++) {
            double s = values[i];
            double c = scratch[i];
            double s2 = 2 * s * c;
            double c2 = c * c + s * s;
            double s4 = 2 * s2 * c2;
            double c4 = c2 * c2 + s2 * s2;
            double s8 = 2 * s4 * c4;
            double c8 = c4 * c4 + s4 * s4;
            double s16 = 2 * s8 * c8;
            double c16 = c8 * c8 + s8 * s8;
            double s32 = 2 * s16 * c16;
            double c32 = c16 * c16 + s16 * s16;
            values[i] = 2 * s32 * c32 / (c32 * c32 + s32 * s32);
        }
    }
}
