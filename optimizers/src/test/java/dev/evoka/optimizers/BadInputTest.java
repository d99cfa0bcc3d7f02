package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What no algorithm may be troubled by, or must refuse.
class BadInputTest {

    private static final SearchSpace BOX =
            new SearchSpace(new double[] {-1, -1, -1}, new double[] {1, 2, 3}, new Initialisation.Bounds());

    private static double sphere(double[] x) {
        return Arrays.stream(x).map(each -> each * each).sum();
    }

    private static double[] errors(Candidates candidates) {
        double[] errors = new double[candidates.count()];
        Arrays.setAll(errors, i -> sphere(candidates.parameters(i)));
        return errors;
    }

    private static void assertWithin(SearchSpace space, Candidates candidates) {
        for (int c = 0; c < candidates.count(); c++) {
            double[] x = candidates.parameters(c);
            for (int i = 0; i < x.length; i++) {
                assertThat(x[i]).isBetween(space.lower()[i], space.upper()[i]);
            }
        }
    }

    /// Every number of every algorithm's settings.
    static Stream<Arguments> numbers() {
        List<Arguments> numbers = new ArrayList<>();
        for (Algorithms algorithm : Algorithms.values()) {
            for (RecordComponent component : algorithm.defaults().getClass().getRecordComponents()) {
                if (!bad(component.getType()).isEmpty()) {
                    numbers.add(Arguments.of(algorithm, component.getName()));
                }
            }
        }
        return numbers.stream();
    }

    /// Values of a type that no setting may have.
    private static List<Object> bad(Class<?> type) {
        if (type == double.class) {
            return List.of(Double.NaN, Double.POSITIVE_INFINITY);
        }
        if (type == OptionalDouble.class) {
            return List.of(OptionalDouble.of(Double.NaN), OptionalDouble.of(Double.POSITIVE_INFINITY));
        }
        if (type == int.class) {
            return List.of(-1);
        }
        if (type == OptionalInt.class) {
            return List.of(OptionalInt.of(-1), OptionalInt.of(0));
        }
        if (type == long.class) {
            return List.of(-1L);
        }
        return type == OptionalLong.class ? List.of(OptionalLong.of(-1), OptionalLong.of(0)) : List.of();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void refusesSettingsThatMakeNoSense(Algorithms algorithm, String key) throws ReflectiveOperationException {
        RecordComponent[] components = algorithm.defaults().getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        int at = 0;
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getAccessor().invoke(algorithm.defaults());
            at = components[i].getName().equals(key) ? i : at;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = algorithm.defaults().getClass().getDeclaredConstructor(types);
        for (Object bad : bad(types[at])) {
            values[at] = bad;
            assertThatThrownBy(() -> constructor.newInstance(values))
                    .as("%s: %s", key, bad)
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(key + " must be ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesTooFewAndTooManyErrors(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(BOX, 5);
        int count = optimizer.ask().count();
        double[] before = optimizer.ask().values();
        for (int length : new int[] {0, count - 1, count + 1}) {
            assertThatThrownBy(() -> optimizer.tell(new double[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "errors must have %d numbers, one for each candidate, but had %d".formatted(count, length));
        }
        assertThat(optimizer.generation()).isZero();
        assertThat(optimizer.ask().values()).containsExactly(before);
    }

    /// To ask changes nothing, so to tell before that is no error.
    @ParameterizedTest
    @EnumSource
    void takesErrorsBeforeItIsAsked(Algorithms algorithm) {
        DenseOptimizer asked = algorithm.defaults().start(BOX, 5);
        double[] errors = errors(asked.ask());
        asked.tell(errors);
        DenseOptimizer told = algorithm.defaults().start(BOX, 5);
        told.tell(errors);
        assertThat(told.state()).isEqualTo(asked.state());
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereEveryEvaluationFails(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(BOX, 5, Budget.of(2_000));
        for (int generation = 0; generation < 200; generation++) {
            double[] errors = new double[optimizer.ask().count()];
            Arrays.fill(errors, generation % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
            optimizer.tell(errors);
            assertWithin(BOX, optimizer.ask());
        }
    }

    @ParameterizedTest
    @EnumSource
    void putsAHugeStepWithinTheBounds(Algorithms algorithm) {
        SearchSpace space = new SearchSpace(
                BOX.lower(), BOX.upper(), new Initialisation.Point(new double[] {0.5, 0.5, 0.5}, 1e300));
        DenseOptimizer optimizer = algorithm.defaults().start(space, 5);
        for (int generation = 0; generation < 100; generation++) {
            assertWithin(space, optimizer.ask());
            optimizer.tell(errors(optimizer.ask()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAStateThatIsCutOrOfAnotherAlgorithm(Algorithms algorithm) {
        byte[] state = algorithm.defaults().start(BOX, 5).state();
        byte[] cut = Arrays.copyOf(state, state.length - 1);
        byte[] other = state.clone();
        other[2] ^= 1;
        for (byte[] each : List.of(cut, other, new byte[0])) {
            assertThatThrownBy(() -> algorithm.defaults().restore(BOX, 5, each))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("state ");
        }
    }
}
