package dev.evoka.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecReaderTest {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Inner(int depth, double width) {
        static Inner defaults() {
            return new Inner(3, 0.5);
        }
    }

    record Outer(int count, Duration limit, Colour colour, Optional<Inner> inner) {
        static Outer defaults() {
            return new Outer(7, Duration.ofSeconds(30), Colour.RED, Optional.empty());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Outer bind(ObjectNode section) {
        return SpecReader.bind(section, Outer.class, "outer");
    }

    @Test
    void takesDefaultsForWhatIsAbsent() {
        assertThat(bind(object())).isEqualTo(Outer.defaults());
        assertThat(bind(object().put("limit", "2h")).limit()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void takesDefaultsInSectionsOfSections() {
        ObjectNode section = object();
        section.putObject("inner").put("depth", 9);
        assertThat(bind(section).inner()).contains(new Inner(9, 0.5));
    }

    @Test
    void namesThePathOfAnUnknownKey() {
        ObjectNode section = object();
        section.putObject("inner").put("widht", 1);
        assertThatThrownBy(() -> bind(section))
                .isInstanceOf(SpecException.class)
                .hasMessage("outer.inner.widht is no key of outer.inner (did you mean 'width'?)");
    }

    @Test
    void listsTheWordsThatThereAre() {
        assertThatThrownBy(() -> bind(object().put("colour", "green")))
                .isInstanceOf(SpecException.class)
                .hasMessage("outer.colour must be one of red, dark_blue but was \"green\"");
    }

    @Test
    void givesTheSameTextForTheSameSpecHoweverItIsLaidOut() {
        String flow = "{name: a, objective: {function: sphere}, optimizer: {algorithm: x, a: 1}, stop: {time: 1s}}";
        String block = """
                stop:
                  time: 1s
                optimizer:
                  a: 1
                  algorithm: x
                objective:
                  function: sphere
                name: a
                seed: 1
                """;
        String canonical = SpecReader.canonicalJson(SpecReader.parse(flow, Path.of("")));
        assertThat(SpecReader.canonicalJson(SpecReader.parse(block, Path.of(""))))
                .isEqualTo(canonical);
        assertThat(SpecReader.canonicalJson(SpecReader.fromJson(canonical, Path.of(""))))
                .isEqualTo(canonical);
    }
}
