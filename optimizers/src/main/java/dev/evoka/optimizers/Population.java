package dev.evoka.optimizers;

/// What is common to populations: members of d coordinates, one after the other.
final class Population {

    private static final double SMALLEST = 1e-14;

    private Population() {}

    /// True if the members are the same in every coordinate, but for the last digits: nothing new can come of them.
    static boolean collapsed(double[] members, int d) {
        for (int i = 0; i < d; i++) {
            double least = members[i];
            double most = members[i];
            for (int at = i; at < members.length; at += d) {
                least = Math.min(least, members[at]);
                most = Math.max(most, members[at]);
            }
            if (most - least > SMALLEST * Math.max(Math.abs(least), Math.abs(most))) {
                return false;
            }
        }
        return true;
    }

    /// A coordinate, or half-way between the parent's and the bound that it lies beyond.
    static double halfWay(SearchSpace space, int i, double parent, double coordinate) {
        double inside = space.clamp(i, coordinate);
        return inside == coordinate ? inside : (inside + parent) / 2;
    }
}
