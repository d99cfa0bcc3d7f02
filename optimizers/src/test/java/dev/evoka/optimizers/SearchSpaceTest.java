package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final Initialisation BOUNDS = new Initialisation.Bounds();

    private static SearchSpace mixed() {
        return new SearchSpace(
                new double[] {-1, 1e-5, 2, 0},
                new double[] {1, 1e-1, 9, 3},
                BOUNDS,
                List.of(Kind.REAL, Kind.LOG, Kind.INTEGER, Kind.CATEGORY));
    }

    private static void refused(String message, double lower, double upper, Kind kind) {
        assertThatThrownBy(() -> new SearchSpace(
                        new double[] {lower},
                        new double[] {upper},
                        new Initialisation.Point(new double[] {1}, 1),
                        List.of(kind)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesBoundsThatAKindCannotHave() {
        refused("lower must be < upper", 1, 1, Kind.REAL);
        refused("lower must be < upper", 2, 1, Kind.REAL);
        refused("lower must be < upper", Double.NaN, 1, Kind.REAL);
        refused("lower must be < upper", 0, Double.NaN, Kind.REAL);
        refused("lower must be > 0 for a logarithmic parameter", 0, 1, Kind.LOG);
        refused("bounds of whole numbers must be whole", 0, 1.2, Kind.INTEGER);
        refused("bounds of a category must be 0", 1, 3, Kind.CATEGORY);
    }

    @Test
    void refusesAnInitialisationThatDoesNotFit() {
        double[] low = {Double.NEGATIVE_INFINITY};
        double[] high = {1};
        assertThatThrownBy(() -> new SearchSpace(low, high, BOUNDS)).hasMessageStartingWith("bounds must be finite");
        assertThatThrownBy(() -> new SearchSpace(low, high, new Initialisation.Point(new double[2], 1)))
                .hasMessageStartingWith("point must have 1 values but had 2");
        assertThatThrownBy(() -> new SearchSpace(
                        new double[] {0}, high, new Initialisation.Uniform(0, 1), List.of(Kind.INTEGER)))
                .hasMessageStartingWith("initialisation must be bounds or a point");
        assertThatThrownBy(() -> new SearchSpace(new double[0], new double[0], BOUNDS))
                .hasMessageStartingWith("dimension must be ≥ 1");
    }

    @Test
    void refusesAStartThatIsNoNumber() {
        double[] none = {0, Double.NaN};
        assertThatThrownBy(() -> new Initialisation.Point(none, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("point must be finite but was NaN in dimension 1");
        assertThatThrownBy(() -> new Initialisation.Point(new double[1], Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spread must be > 0 but was NaN");
    }

    @Test
    void everyWholeNumberHasTheSameRoomAndNoneBeyondTheBounds() {
        DenseOptimizer search = RandomSearch.defaults().start(mixed(), 1);
        int[] numbers = new int[10];
        TreeSet<Double> categories = new TreeSet<>();
        int small = 0;
        for (int generation = 0; generation < 250; generation++) {
            Candidates candidates = search.ask();
            for (int c = 0; c < candidates.count(); c++) {
                double[] parameters = candidates.parameters(c);
                small += parameters[1] < 1e-3 ? 1 : 0;
                numbers[(int) parameters[2]]++;
                categories.add(parameters[3]);
            }
            search.tell(new double[candidates.count()]);
        }
        assertThat(categories).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(small).isBetween(3800, 4200);
        for (int number = 2; number <= 9; number++) {
            assertThat(numbers[number]).isBetween(900, 1100);
        }
    }

    @Test
    void aPointIsTranslatedToCoordinates() {
        SearchSpace space = new SearchSpace(
                new double[] {1e-5, 0},
                new double[] {1, 9},
                new Initialisation.Point(new double[] {0.01, 4}, 0.1),
                List.of(Kind.LOG, Kind.INTEGER));
        assertThat(Start.middle(space.coordinates())).containsExactly(StrictMath.log(0.01), 4);
    }
}
