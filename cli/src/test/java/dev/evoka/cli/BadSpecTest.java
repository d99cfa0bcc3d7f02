package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with a spec is said in one line with its path, the value and what would be right; exit code 2.
class BadSpecTest {

    private static final String GOOD = """
            name: a
            objective: {function: sphere}
            parameters: {dimension: 4, bounds: [-1, 1]}
            optimizer: {algorithm: cma-es}
            stop: {generations: 3}
            """;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int validate(Path file) {
        return Evoka.command()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute("validate", file.toString());
    }

    private void assertRefused(Path file, String message) {
        assertThat(validate(file)).isEqualTo(2);
        assertThat(errors.toString()).isEqualTo("evoka: " + message + System.lineSeparator());
    }

    /// A change of the good spec, and what is said of it.
    static Stream<Arguments> changes() {
        String algorithms = String.join(", ", dev.evoka.optimizers.Algorithms.names());
        return Stream.of(
                change("name: a", "name: a b", "name must be letters, digits, '-', '_' and '.', but was 'a b'"),
                change("name: a\n", "", "name is missing"),
                change("stop:", "stopp:", "stopp is no key of a run spec (did you mean 'stop'?)"),
                change(
                        "stop:",
                        "colour:",
                        "colour is no key of a run spec: it has name, objective, parameters, optimizer, stop, failures, seed"),
                change("stop: {generations: 3}", "seed: 1", "stop is missing"),
                change("stop: {generations: 3}", "stop: 3", "stop must be a mapping of keys to values but was 3"),
                change("name: a", "name: a\nseed: 1.5", "seed must be a whole number but was 1.5"),
                change(
                        "name: a",
                        "name: a\nseed: 9223372036854775808",
                        "seed must be a whole number but was 9223372036854775808"),
                // stop
                change(
                        "generations: 3",
                        "generation: 3",
                        "stop.generation is no key of stop (did you mean 'generations'?)"),
                change("generations: 3", "generations: 0", "stop.generations must be ≥ 1 but was 0"),
                change("generations: 3", "generations: 3.5", "stop.generations must be a whole number but was 3.5"),
                change(
                        "generations: 3",
                        "generations: many",
                        "stop.generations must be a whole number but was \"many\""),
                change("generations: 3", "target: low", "stop.target must be a number but was \"low\""),
                change(
                        "generations: 3",
                        "time: 10 minutes",
                        "stop.time must be a duration like 500ms, 30s, 10m or 2h but was 10 minutes"),
                change("generations: 3", "time: 0s", "stop.time must be > 0 but was PT0S"),
                change(
                        "{generations: 3}",
                        "{}",
                        "stop must have at least one of generations, evaluations, time, target, stagnation"),
                change(
                        "generations: 3",
                        "stagnation: {generation: 3}",
                        "stop.stagnation.generation is no key of stop.stagnation (did you mean 'generations'?)"),
                // optimizer
                change(
                        "algorithm: cma-es",
                        "algorithm: cma",
                        "optimizer.algorithm must be one of " + algorithms + " but was 'cma'"),
                change(
                        "algorithm: cma-es",
                        "algorithm: cma-ess",
                        "optimizer.algorithm must be one of " + algorithms
                                + " but was 'cma-ess' (did you mean 'cma-es'?)"),
                change(
                        "algorithm: cma-es",
                        "algorithm: ''",
                        "optimizer.algorithm must be one of " + algorithms + " but was ''"),
                change(
                        "algorithm: cma-es",
                        "algorithm: cma-es, population: 1",
                        "optimizer.population must be ≥ 4 but was 1"),
                change(
                        "algorithm: cma-es",
                        "algorithm: cma-es, population: 99999999999",
                        "optimizer.population must be a smaller number but was 99999999999"),
                change(
                        "algorithm: cma-es",
                        "algorithm: cma-es, populations: 8",
                        "optimizer.populations is no key of optimizer (did you mean 'population'?)"),
                change(
                        "algorithm: cma-es",
                        "algorithm: simulated-annealing, temperature: 0",
                        "optimizer.temperature must be > 0 but was 0.0"),
                change(
                        "algorithm: cma-es",
                        "algorithm: genetic-algorithm, elite: true",
                        "optimizer.elite must be a whole number but was true"),
                // objective
                change(
                        "function: sphere",
                        "function: spere",
                        "objective.function must be one of sphere, rosenbrock, rastrigin, ackley, ellipsoid but was 'spere' (did you mean 'sphere'?)"),
                change(
                        "function: sphere",
                        "functions: sphere",
                        "objective must have one of function, model, java, command, external"),
                change(
                        "function: sphere",
                        "model: linear, error: mse, data: {file: missing.csv}",
                        "objective.data.file: there is no file FOLDER/missing.csv"),
                change(
                        "function: sphere",
                        "model: linear, error: mse, intercept: 1, data: {generate: {}}",
                        "objective.intercept must be true or false but was 1"),
                change(
                        "function: sphere",
                        "model: linear, error: mse, data: []",
                        "objective.data must be a mapping of keys to values but was []"),
                change("function: sphere", "model: linear, error: mse", "objective.data is missing"),
                change("function: sphere", "command: python3", "objective.command must be a list but was \"python3\""),
                // parameters
                change(
                        "[-1, 1]",
                        "[1, -1]",
                        "parameters.bounds must be [lower, upper] with lower < upper but was [1.0, -1.0]"),
                change(
                        "bounds: [-1, 1]",
                        "bound: [-1, 1]",
                        "parameters.bound is no key of parameters (did you mean 'bounds'?)"),
                change("[-1, 1]", "[-1, x]", "parameters.bounds[1] must be a number but was \"x\""));
    }

    private static Arguments change(String from, String to, String message) {
        assertThat(GOOD).contains(from);
        return Arguments.of(GOOD.replace(from, to), message);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhatIsWrongWithAValue(String spec, String message) throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("spec.yaml"), spec),
                message.replace("FOLDER", folder.toAbsolutePath().toString()));
    }

    @Test
    void anOptimizerMayBeLeftOut() throws IOException {
        for (String section : new String[] {"", "optimizer: {}\n", "optimizer: {parallelism: 8}\n"}) {
            String spec = GOOD.replace("optimizer: {algorithm: cma-es}\n", section);
            assertThat(validate(Files.writeString(folder.resolve("spec.yaml"), spec)))
                    .isZero();
        }
        assertThat(errors.toString()).isEmpty();
    }

    /// Texts that are no spec at all.
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", "is empty: it needs name, objective and stop"),
                Arguments.of("# nothing", "is empty: it needs name, objective and stop"),
                Arguments.of("- a\n- b", "must be a mapping of keys to values but was: [\"a\",\"b\"]"),
                Arguments.of(
                        "name: a\nobjective: x: y",
                        "is no valid YAML in line 2, column 13: mapping values are not allowed here"),
                Arguments.of(
                        "name: a\nstop: {generations: 3",
                        "is no valid YAML in line 2, column 22: expected ',' or '}', but got <stream end>"),
                Arguments.of(
                        "name: a\n\tstop: 3",
                        "is no valid YAML in line 2, column 1: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                Arguments.of("name: a\nname: b", "is no valid YAML in line 2, column 5: Duplicate field 'name'"),
                Arguments.of(
                        "name: a\n---\nname: b",
                        "must be one YAML document but has more: remove what follows a line ---"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void saysWhatIsWrongWithAText(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("spec.yaml"), text);
        assertRefused(file, "spec file %s %s".formatted(file, message));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertRefused(missing, "there is no spec file " + missing);
        errors.getBuffer().setLength(0);
        assertRefused(folder, "spec file %s is a folder: name a file".formatted(folder));
        errors.getBuffer().setLength(0);
        Path latin = Files.write(folder.resolve("latin.yaml"), "name: ä".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(latin, "spec file %s is not in UTF-8".formatted(latin));
    }

    @Test
    void takesTheGoodSpec() throws IOException {
        assertThat(validate(Files.writeString(folder.resolve("spec.yaml"), GOOD)))
                .isZero();
        assertThat(errors.toString()).isEmpty();
    }
}
