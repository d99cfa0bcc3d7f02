package dev.evoka.optimizers;

/// Primitive polynomials over the field of two elements. Bit k of a number is the coefficient of xᵏ.
final class Primitive {

    private Primitive() {}

    /// The smallest one that is larger than a polynomial of degree 15 at most; x + 1 comes after 1.
    static int after(int polynomial) {
        int next = polynomial + 1;
        while (!primitive(next)) {
            next++;
        }
        return next;
    }

    /// True if x has the order 2ˢ - 1 modulo the polynomial, s being its degree.
    private static boolean primitive(int polynomial) {
        if ((polynomial & 1) == 0) {
            return false;
        }
        int degree = 31 - Integer.numberOfLeadingZeros(polynomial);
        int order = (1 << degree) - 1;
        if (power(order, polynomial, degree) != 1) {
            return false;
        }
        int rest = order;
        for (int factor = 3; rest > 1; factor += 2) {
            if (rest % factor == 0) {
                if (power(order / factor, polynomial, degree) == 1 && order > 1) {
                    return false;
                }
                while (rest % factor == 0) {
                    rest /= factor;
                }
            }
        }
        return true;
    }

    /// x^exponent modulo the polynomial.
    private static int power(int exponent, int polynomial, int degree) {
        int result = 1;
        for (int bit = 31 - Integer.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
            result = times(result, result, polynomial, degree);
            if ((exponent >>> bit & 1) != 0) {
                result = times(result, 2, polynomial, degree);
            }
        }
        return result;
    }

    private static int times(int a, int b, int polynomial, int degree) {
        int product = 0;
        for (int bit = 31 - Integer.numberOfLeadingZeros(b); bit >= 0; bit--) {
            product <<= 1;
            if ((product >>> degree & 1) != 0) {
                product ^= polynomial;
            }
            if ((b >>> bit & 1) != 0) {
                product ^= a;
            }
        }
        return product;
    }
}
