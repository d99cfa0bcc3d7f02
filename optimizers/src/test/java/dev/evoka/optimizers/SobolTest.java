package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;

class SobolTest {

    /// Scrambling flips a bit by those above it alone: so two points share their first bits if, and only if, they do
    /// without scrambling. Hipparchus' sequence is the oracle for the ten known coordinates.
    @Test
    void sharesItsFirstBitsWithTheSequenceOfJoeAndKuo() {
        Sobol sobol = new Sobol(10, 77);
        SobolSequenceGenerator oracle = new SobolSequenceGenerator(10);
        for (int i = 0; i < 10; i++) {
            int[] ours = new int[64];
            int[] theirs = new int[64];
            Arrays.fill(ours, -1);
            for (int index = 0; index < 64; index++) {
                // Theirs is in Gray code order.
                int number = index ^ (index >>> 1);
                ours[number] = (int) (64 * sobol.coordinate(i, number));
                theirs[number] = (int) (64 * oracle.skipTo(index)[i]);
            }
            for (int a = 0; a < 64; a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(Integer.numberOfLeadingZeros(ours[a] ^ ours[b]))
                            .as("points %d and %d in coordinate %d", a, b, i)
                            .isEqualTo(Integer.numberOfLeadingZeros(theirs[a] ^ theirs[b]));
                }
            }
        }
    }

    @Test
    void everyCoordinateHasOnePointInEverySlice() {
        for (int d : new int[] {1, 12, 300}) {
            Sobol sobol = new Sobol(d, 5);
            for (int i = 0; i < d; i++) {
                Set<Integer> slices = new HashSet<>();
                for (int index = 0; index < 256; index++) {
                    slices.add((int) (256 * sobol.coordinate(i, index)));
                }
                assertThat(slices).as("slices of coordinate %d of %d", i, d).hasSize(256);
            }
        }
    }

    @Test
    void everySeedIsAnotherSequence() {
        assertThat(new Sobol(3, 1).coordinate(2, 9)).isNotEqualTo(new Sobol(3, 2).coordinate(2, 9));
        assertThat(new Sobol(3, 1).coordinate(2, 9)).isEqualTo(new Sobol(3, 1).coordinate(2, 9));
    }

    @Test
    void staysInTheUnitCubeBeyondItsLargestDimension() {
        Sobol sobol = new Sobol(Sobol.LARGEST + 10, 1);
        for (int index = 0; index < 100; index++) {
            for (int i = Sobol.LARGEST - 1; i < Sobol.LARGEST + 10; i++) {
                assertThat(sobol.coordinate(i, index)).isGreaterThanOrEqualTo(0).isLessThan(1);
            }
        }
    }
}
