package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Genetic algorithm over real, whole and categorical genes: parents are selected by their errors, crossed and mutated.
/// A gene beyond a bound is mirrored at it.
///
/// @param population individuals; empty = 9 √d, between 20 and 400, but the run's parallelism at least
/// @param replacement who goes on
/// @param elite best individuals that go on unchanged in a generational algorithm; they are evaluated again with their
/// generation
/// @param offspring children in a generation of a steady state; empty = 2, or the run's parallelism if that is more
/// @param selection how parents are selected
/// @param pressure individuals in a tournament, or 1 / share of the best that truncation leaves
/// @param crossover how parents are crossed
/// @param crossoverRate probability that they are
/// @param eta distribution index of SBX: larger = children nearer to their parents
/// @param mutation how a gene is mutated
/// @param mutations expected number of mutated genes in a child
public record GeneticAlgorithm(
        OptionalInt population,
        Replacement replacement,
        int elite,
        OptionalInt offspring,
        Parents selection,
        double pressure,
        Crossover crossover,
        double crossoverRate,
        double eta,
        Mutation mutation,
        double mutations)
        implements SearchAlgorithm {

    private static final int SMALLEST = 4;

    /// Who goes on.
    public enum Replacement {
        /// The children, and an elite of the parents.
        GENERATIONAL,

        /// The best of parents and children: a steady state.
        STEADY,

        /// A child instead of its mother if it is better (Mahfoud 1995, "Niching methods for genetic algorithms"):
        /// every individual is mother of a child in each generation.
        CROWDING
    }

    /// How parents are selected.
    public enum Parents {
        /// The best of some that are drawn at random.
        TOURNAMENT,

        /// Any of the best.
        TRUNCATION
    }

    public GeneticAlgorithm {
        Settings.atLeast("population", SMALLEST, population);
        Settings.atLeast("offspring", 1, offspring);
        Settings.between("elite", 0, population.orElse(20) - 1, elite);
        Settings.between("pressure", 1, population.orElse(20), pressure);
        Settings.between("crossoverRate", 0, 1, crossoverRate);
        Settings.between("eta", 0, 1000, eta);
        Settings.between("mutations", 0, Double.MAX_VALUE, mutations);
    }

    /// Crowding, tournaments of two, mixed crossover of 0.9 with eta 5, one mutated gene a child. On BBOB this reaches
    /// half as much again as a generational algorithm with SBX (eta 15) and polynomial mutation.
    public static GeneticAlgorithm defaults() {
        return new GeneticAlgorithm(
                OptionalInt.empty(),
                Replacement.CROWDING,
                2,
                OptionalInt.empty(),
                Parents.TOURNAMENT,
                2,
                Crossover.MIXED,
                0.9,
                5,
                Mutation.GAUSSIAN,
                1);
    }

    @Override
    public char tag() {
        return 'G';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int usual = Math.clamp(Math.round(9 * Math.sqrt(space.dimension())), 20, 400);
        int size = population.orElse(Math.max(usual, budget.parallelism()));
        return switch (replacement) {
            case GENERATIONAL -> new Evolution(space, seed, size, elite, size - elite);
            case STEADY -> new Evolution(space, seed, size, 0, offspring.orElse(Math.max(2, budget.parallelism())));
            case CROWDING -> new Evolution(space, seed, size, 0, size);
        };
    }

    private final class Evolution implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int size;
        private final int kept;
        private final int children;
        private final int d;
        private final double[] spreads;

        /// The parents, the best first.
        private double[] parents;

        private double[] parentErrors;

        Evolution(SearchSpace space, long seed, int size, int kept, int children) {
            this.space = space;
            this.seed = seed;
            this.size = size;
            this.kept = kept;
            this.children = children;
            this.d = space.dimension();
            this.spreads = Start.spreads(space);
            this.parents = new double[size * d];
            this.parentErrors = new double[size];
        }

        @Override
        public double[] propose(long generation) {
            if (generation == 0) {
                return Start.points(space, seed, 0, size);
            }
            double[] values = Arrays.copyOf(parents, (kept + children) * d);
            double[] steps = deviations();
            for (int c = kept; c < kept + children; c++) {
                Draws draws = new Draws(seed, generation, c);
                int mother = (replacement == Replacement.CROWDING ? c : select(draws)) * d;
                if (draws.uniform() < crossoverRate) {
                    int father = select(draws) * d;
                    int third = crossover.parents() > 2 ? select(draws) * d : father;
                    crossover.cross(draws, eta, d, parents, mother, father, third, values, c * d);
                } else {
                    System.arraycopy(parents, mother, values, c * d, d);
                }
                mutate(draws, steps, values, c * d);
                for (int i = 0; i < d; i++) {
                    values[c * d + i] = space.reflect(i, values[c * d + i]);
                }
            }
            return values;
        }

        private int select(Draws draws) {
            if (selection == Parents.TRUNCATION) {
                return draws.below((int) Math.ceil(size / pressure));
            }
            int best = draws.below(size);
            for (int k = 1; k < pressure; k++) {
                best = Math.min(best, draws.below(size));
            }
            return best;
        }

        /// Jumps from one mutated gene to the next.
        private void mutate(Draws draws, double[] steps, double[] values, int at) {
            double rate = Math.min(1, mutations / d);
            double gap = rate < 1 ? 1 / StrictMath.log(1 - rate) : 0; // 0: every gene
            double i = Math.floor(StrictMath.log(1 - draws.uniform()) * gap);
            while (i < d) {
                int gene = (int) i;
                values[at + gene] = mutation.mutated(space, gene, values[at + gene], steps[gene], draws);
                i += 1 + Math.floor(StrictMath.log(1 - draws.uniform()) * gap);
            }
        }

        /// Standard deviation of each gene, but never nothing: a ten-billionth of the first spread at least.
        private double[] deviations() {
            double[] means = new double[d];
            double[] squares = new double[d];
            for (int at = 0; at < parents.length; at += d) {
                for (int i = 0; i < d; i++) {
                    means[i] += parents[at + i] / size;
                }
            }
            for (int at = 0; at < parents.length; at += d) {
                for (int i = 0; i < d; i++) {
                    double off = parents[at + i] - means[i];
                    squares[i] += off * off;
                }
            }
            Arrays.setAll(squares, i -> Math.max(Math.sqrt(squares[i] / size), 1e-10 * spreads[i]));
            return squares;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            if (generation == 0 || replacement == Replacement.GENERATIONAL) {
                sort(values, errors);
            } else if (replacement == Replacement.STEADY) {
                sort(join(parents, values), join(parentErrors, errors));
            } else {
                for (int c = 0; c < size; c++) {
                    double error = Ranking.ranked(errors[c]);
                    if (error <= parentErrors[c]) {
                        System.arraycopy(values, c * d, parents, c * d, d);
                        parentErrors[c] = error;
                    }
                }
                sort(parents, parentErrors);
            }
        }

        private static double[] join(double[] a, double[] b) {
            double[] joined = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, joined, a.length, b.length);
            return joined;
        }

        /// Makes the best of these the parents.
        private void sort(double[] all, double[] allErrors) {
            int[] order = Ranking.order(allErrors);
            double[] next = new double[size * d];
            double[] nextErrors = new double[size];
            for (int rank = 0; rank < size; rank++) {
                System.arraycopy(all, order[rank] * d, next, rank * d, d);
                nextErrors[rank] = Ranking.ranked(allErrors[order[rank]]);
            }
            parents = next;
            parentErrors = nextErrors;
        }

        @Override
        public void welcome(double[] point, double error) {
            if (error < parentErrors[size - 1]) {
                System.arraycopy(point, 0, parents, (size - 1) * d, d);
                parentErrors[size - 1] = error;
                sort(parents, parentErrors);
            }
        }

        @Override
        public double sigma() {
            return deviations()[0];
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public void write(StateWriter state) {
            state.put(parents).put(parentErrors);
        }

        @Override
        public void read(ByteBuffer state) {
            State.fill(state, parents);
            State.fill(state, parentErrors);
        }
    }
}
