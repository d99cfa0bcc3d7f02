package dev.evoka.seeded;

import dev.evoka.noise.NoiseKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How the candidates of a generation follow from their indices. Sigmas and amounts are in units of the generation's
/// [Scale].
public sealed interface Recipe {

    /// The candidate of an index.
    ///
    /// @param seed seed of the run
    Candidate candidate(long seed, long generation, int index);

    /// What the candidates from `from` on need of this recipe.
    default Recipe slice(int from, int count) {
        return this;
    }

    /// Every candidate is the base.
    record Same() implements Recipe {
        @Override
        public Candidate candidate(long seed, long generation, int index) {
            return Candidate.of(0);
        }
    }

    /// Candidate *i* is `base + sigma · noise[i]`.
    record OneSided(float sigma) implements Recipe {
        public OneSided {
            positive(sigma);
        }

        @Override
        public Candidate candidate(long seed, long generation, int index) {
            return Candidate.of(0, new Term(generation, index, sigma));
        }
    }

    /// Candidate 0 is the base, candidate *i* is `base + sigma · noise[i - 1]`.
    record Anchored(float sigma) implements Recipe {
        public Anchored {
            positive(sigma);
        }

        @Override
        public Candidate candidate(long seed, long generation, int index) {
            return index == 0 ? Candidate.of(0) : Candidate.of(0, new Term(generation, index - 1, sigma));
        }
    }

    /// Candidates 2 *k* and 2 *k* + 1 are `base ± sigma · noise[k]`.
    record Pairs(float sigma) implements Recipe {
        public Pairs {
            positive(sigma);
        }

        @Override
        public Candidate candidate(long seed, long generation, int index) {
            return Candidate.of(0, new Term(generation, index / 2, index % 2 == 0 ? sigma : -sigma));
        }
    }

    /// The first candidates are the parents themselves, the elites; candidate *i* after them is a parent, drawn
    /// with equal probability from (seed, generation, index), plus `sigma · noise[i]`.
    ///
    /// @param parents number of parents, at least 1
    /// @param elites how many of them are evaluated again
    record Bred(float sigma, int parents, int elites) implements Recipe {
        public Bred {
            positive(sigma);
            if (parents < 1 || elites < 0 || elites > parents) {
                throw new IllegalArgumentException(
                        "elites must be between 0 and the %d parents but was %d".formatted(parents, elites));
            }
        }

        @Override
        public Candidate candidate(long seed, long generation, int index) {
            if (index < elites) {
                return Candidate.of(index);
            }
            int parent = (int) Math.unsignedMultiplyHigh(new NoiseKey(seed, generation, index).draw(), parents);
            return Candidate.of(parent, new Term(generation, index, sigma));
        }
    }

    /// Candidate *i* is `base + Σ coordinate[i][k] · noise[k]`: a point of a random subspace.
    ///
    /// @param basis generation that the noise vectors of the subspace were drawn for
    /// @param dimension number of noise vectors
    /// @param first index of the first candidate whose coordinates are here
    /// @param coordinates `count × dimension` numbers, candidate after candidate
    record Combined(long basis, int dimension, int first, float[] coordinates) implements Recipe {
        public Combined {
            if (dimension < 1 || first < 0 || coordinates.length == 0 || coordinates.length % dimension != 0) {
                throw new IllegalArgumentException("coordinates must be a multiple of dimension %d but were %d"
                        .formatted(dimension, coordinates.length));
            }
        }

        /// The coordinates of some of the candidates only.
        @Override
        public Combined slice(int from, int count) {
            int at = (from - first) * dimension;
            return new Combined(basis, dimension, from, Arrays.copyOfRange(coordinates, at, at + count * dimension));
        }

        @Override
        public Candidate candidate(long seed, long generation, int index) {
            List<Term> terms = new ArrayList<>(dimension);
            for (int k = 0; k < dimension; k++) {
                terms.add(new Term(basis, k, coordinates[(index - first) * dimension + k]));
            }
            return new Candidate(0, terms);
        }
    }

    private static void positive(float sigma) {
        if (!(sigma > 0) || Float.isInfinite(sigma)) {
            throw new IllegalArgumentException("sigma must be > 0 but was " + sigma);
        }
    }
}
