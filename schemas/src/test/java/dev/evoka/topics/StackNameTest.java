package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackNameTest {

    @Test
    void isEvokaWhereNothingElseIsSaid() {
        assertThat(StackName.of(null)).isEqualTo(StackName.of(" ")).isEqualTo(new StackName("evoka"));
        assertThat(StackName.own()).isEqualTo(new StackName("evoka"));
    }

    @Test
    void isWhatTopicsAndGroupsBeginWith() {
        StackName stack = StackName.of("team-a");
        assertThat(stack.topic("runs")).isEqualTo("team-a.runs").startsWith(stack.prefix());
        assertThat(stack.group("evaluators")).isEqualTo("team-a-evaluators");
        assertThatCode(stack::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team a", "-a", "..", "ä", "a/b"})
    void refusesWhatKafkaWouldRefuse(String name) {
        assertThatThrownBy(StackName.of(name)::check)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("EVOKA_STACK must have letters, digits")
                .hasMessageEndingWith("but was '" + name + "'");
    }
}
