package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LShadeTest {

    private static final SearchSpace SPACE =
            new SearchSpace(new double[] {-5, -5}, new double[] {5, 5}, new Initialisation.Bounds());

    private static void tell(DenseOptimizer optimizer) {
        Candidates candidates = optimizer.ask();
        double[] errors = new double[candidates.count()];
        Arrays.setAll(errors, c -> Numbers.squared(candidates.parameters(c)));
        optimizer.tell(errors);
    }

    @Test
    void thePopulationShrinksToFourOverTheBudget() {
        DenseOptimizer optimizer = LShade.defaults().start(SPACE, 1, Budget.of(5000));
        int size = optimizer.ask().count();
        assertThat(size).isEqualTo(51);
        long told = 0;
        while (told < 5000) {
            int now = optimizer.ask().count();
            assertThat(now).isLessThanOrEqualTo(size);
            size = now;
            told += size;
            tell(optimizer);
        }
        assertThat(optimizer.ask().count()).isEqualTo(4);
    }

    @Test
    void thePopulationStaysWhereTheBudgetIsNotKnown() {
        DenseOptimizer optimizer = LShade.defaults().start(SPACE, 1);
        for (int generation = 0; generation < 100; generation++) {
            assertThat(optimizer.ask().count()).isEqualTo(51);
            tell(optimizer);
        }
    }

    @Test
    void evaluatorsStayBusyToTheEnd() {
        DenseOptimizer optimizer =
                LShade.defaults().start(SPACE, 1, Budget.of(2000).at(60));
        for (int generation = 0; generation < 50; generation++) {
            assertThat(optimizer.ask().count()).isGreaterThanOrEqualTo(60);
            tell(optimizer);
        }
    }

    @Test
    void convergesWhenTheMembersAreTheSame() {
        DenseOptimizer optimizer = new LShade(OptionalInt.of(10), OptionalLong.empty(), 6, 0.11, 0).start(SPACE, 1);
        for (int generation = 0; generation < 2000 && !optimizer.converged(); generation++) {
            Candidates candidates = optimizer.ask();
            double[] errors = new double[candidates.count()];
            Arrays.setAll(
                    errors,
                    c -> Math.abs(candidates.parameters(c)[0] - 1)
                            + Math.abs(candidates.parameters(c)[1] - 2));
            optimizer.tell(errors);
        }
        assertThat(optimizer.converged()).isTrue();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new LShade(OptionalInt.of(1), OptionalLong.empty(), 6, 0.11, 1))
                .hasMessage("population must be ≥ 4 but was 1");
        assertThatThrownBy(() -> new LShade(OptionalInt.empty(), OptionalLong.of(0), 6, 0.11, 1))
                .hasMessage("evaluations must be ≥ 1 but was 0");
        assertThatThrownBy(() -> new LShade(OptionalInt.empty(), OptionalLong.empty(), 0, 0.11, 1))
                .hasMessage("memory must be ≥ 1 but was 0");
        assertThatThrownBy(() -> new LShade(OptionalInt.empty(), OptionalLong.empty(), 6, Double.NaN, 1))
                .hasMessageStartingWith("share must be");
        assertThatThrownBy(() -> new LShade(OptionalInt.empty(), OptionalLong.empty(), 6, 0.11, -1))
                .hasMessageStartingWith("archive must be");
    }
}
