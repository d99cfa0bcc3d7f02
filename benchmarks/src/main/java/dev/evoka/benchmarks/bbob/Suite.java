package dev.evoka.benchmarks.bbob;

/// The 24 noiseless functions of BBOB (Hansen, Finck, Ros, Auger 2009, "Real-Parameter Black-Box Optimization
/// Benchmarking 2009: Noiseless Functions Definitions").
final class Suite {

    /// Number of functions.
    static final int FUNCTIONS = 24;

    private Suite() {}

    static Problem problem(Instance instance) {
        return switch (instance.function()) {
            case 1 -> Separable.sphere(instance);
            case 2 -> Separable.ellipsoid(instance);
            case 3 -> Separable.rastrigin(instance);
            case 4 -> Separable.bueche(instance);
            case 5 -> Separable.slope(instance);
            case 6 -> Moderate.attractiveSector(instance);
            case 7 -> Moderate.stepEllipsoid(instance);
            case 8 -> Moderate.rosenbrock(instance);
            case 9 -> Moderate.rotatedRosenbrock(instance);
            case 10 -> IllConditioned.ellipsoid(instance);
            case 11 -> IllConditioned.discus(instance);
            case 12 -> IllConditioned.bentCigar(instance);
            case 13 -> IllConditioned.sharpRidge(instance);
            case 14 -> IllConditioned.differentPowers(instance);
            case 15 -> MultiModal.rastrigin(instance);
            case 16 -> MultiModal.weierstrass(instance);
            case 17 -> MultiModal.schaffer(instance, 10);
            case 18 -> MultiModal.schaffer(instance, 1000);
            case 19 -> MultiModal.griewankRosenbrock(instance);
            case 20 -> WeakStructure.schwefel(instance);
            case 21 -> Gallagher.peaks(instance, 101, 1000, 5);
            case 22 -> Gallagher.peaks(instance, 21, 1e6, 4.9);
            case 23 -> WeakStructure.katsuura(instance);
            case 24 -> WeakStructure.lunacek(instance);
            default -> throw new IllegalArgumentException("function must be 1 to 24 but was " + instance.function());
        };
    }
}
