package dev.evoka.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":{"b":1,"c":2}} | {"a":{"b":3}}      | {"a":{"b":3,"c":2}}
            {"a":{"b":1,"c":2}} | {"a":{"b":null}}   | {"a":{"c":2}}
            {"a":1}             | {"a":{"b":1}}      | {"a":{"b":1}}
            {"a":[1,2]}         | {"a":[3],"d":true} | {"a":[3],"d":true}
            """)
    void changesASpecAsAMergePatchDoes(String spec, String change, String changed) throws Exception {
        ObjectNode target = (ObjectNode) JSON.readTree(spec);
        Branches.merge(target, (ObjectNode) JSON.readTree(change));
        assertThat(target).isEqualTo(JSON.readTree(changed));
    }

    @Test
    void namesABranchAfterItsOriginAndKeepsTheNameShort() {
        Branch branch = new Branch(OptionalLong.of(12), JSON.createObjectNode(), OptionalDouble.empty(), "");
        assertThat(branch.name("wine")).isEqualTo("wine-from-12");
        assertThat(branch.name("w".repeat(100))).hasSize(100).endsWith("-from-12");
    }

    @Test
    void refusesAGenerationOrASpreadThatCannotBe() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> new Branch(OptionalLong.of(-1), JSON.createObjectNode(), OptionalDouble.empty(), ""))
                .withMessage("generation must be ≥ 0 but was -1");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> new Branch(OptionalLong.empty(), JSON.createObjectNode(), OptionalDouble.of(0), ""))
                .withMessage("spread must be > 0 but was 0.0");
    }
}
