package dev.evoka.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {

    @Property
    void isTheRoundedExactSumInAnyOrderAndAnyParts(
            @ForAll @Size(max = 60) List<@DoubleRange(min = -1e300, max = 1e300) Double> numbers, @ForAll int seed) {
        BigDecimal exact = BigDecimal.ZERO;
        ExactSum forwards = new ExactSum();
        for (double number : numbers) {
            exact = exact.add(new BigDecimal(number));
            forwards.add(number);
        }
        ExactSum first = new ExactSum();
        ExactSum second = new ExactSum();
        for (int i = numbers.size() - 1; i >= 0; i--) {
            ((seed >> (i % 31)) % 2 == 0 ? first : second).add(numbers.get(i));
        }
        for (double component : second.components()) {
            first.add(component);
        }
        assertThat(forwards.value()).isEqualTo(exact.doubleValue());
        assertThat(first.value()).isEqualTo(exact.doubleValue());
    }

    @Test
    void keepsWhatIsNoNumber() {
        ExactSum sum = new ExactSum();
        sum.add(1);
        sum.add(Double.POSITIVE_INFINITY);
        assertThat(sum.value()).isInfinite();
        sum.add(Double.NEGATIVE_INFINITY);
        assertThat(sum.value()).isNaN();
        assertThat(sum.components()).containsExactly(Double.NaN);
    }
}
