package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands as shell scripts: each reads a line, finds its identifier and the value of x, and answers.
class CommandObjectiveTest {

    private static final ObjectiveSettings ALLOWED = new ObjectiveSettings(true, Optional.empty());
    private static final String LOOP = """
            while read -r line; do
                id=${line#*\\"id\\":}; id=${id%%,*}
                x=${line#*\\"x\\":}; x=${x%%[,\\}]*}
                BODY
            done
            """;

    @TempDir
    Path folder;

    private final List<CommandObjective> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(CommandObjective::close);
    }

    private CommandObjective command(String body) {
        return script(LOOP.replace("BODY", body), Duration.ofSeconds(20));
    }

    private CommandObjective script(String script, Duration timeout) {
        CommandObjective objective = CommandObjective.open(
                new ObjectiveSpec.Command(List.of("sh", "-c", script), timeout), folder, List.of("x", "y"), ALLOWED);
        open.add(objective);
        return objective;
    }

    private static double error(PointObjective objective, double x) throws Exception {
        return objective.error(new double[] {x, 2});
    }

    private long starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts")).size();
    }

    @Test
    void answersWithTheErrorInTheFolderOfTheSpec() throws Exception {
        CommandObjective objective = script(
                "echo up >> starts\n" + LOOP.replace("BODY", "echo '{\"id\":'$id',\"error\":'$x'}'"),
                Duration.ofSeconds(20));
        for (double x : new double[] {1.5, -3e-7, 12345678.25}) {
            assertThat(error(objective, x)).isEqualTo(x);
        }
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void nanAndInfinitiesAreErrors() throws Exception {
        assertThat(error(command("echo '{\"id\":'$id',\"error\":NaN}'"), 1)).isNaN();
        assertThat(error(command("echo '{\"id\":'$id',\"error\":Infinity}'"), 1))
                .isInfinite();
    }

    @Test
    void aFailureFailsTheCandidateAndTheProcessGoesOn() throws Exception {
        CommandObjective objective = script(
                "echo up >> starts\n"
                        + LOOP.replace("BODY", "echo '{\"id\":'$id',\"failure\":\"no solution at '$x'\"}'"),
                Duration.ofSeconds(20));
        for (double x : new double[] {1.5, 2.5}) {
            assertThatThrownBy(() -> error(objective, x))
                    .isInstanceOf(FailedEvaluationException.class)
                    .hasMessage("no solution at " + x);
        }
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void aDeathFailsTheCandidateWithStderrAndTheNextHasANewProcess() throws Exception {
        CommandObjective objective = command("""
                if [ $x = 1.0 ]; then echo 'Traceback:' >&2; echo 'division by zero' >&2; exit 3; fi
                echo '{\"id\":'$id',\"error\":'$x'}'""");
        assertThat(error(objective, 2)).isEqualTo(2);
        assertThatThrownBy(() -> error(objective, 1))
                .isInstanceOf(FailedEvaluationException.class)
                .hasMessage("the command ended (exit code 3, stderr: Traceback: | division by zero)");
        assertThat(error(objective, 4)).isEqualTo(4);
    }

    @Test
    void anAnswerAtTheLastMomentIsOneOrNone() throws Exception {
        // Answers after about the time that is allowed: some in time, some too late, none from a process that is dying.
        CommandObjective objective =
                script(LOOP.replace("BODY", "sleep 0.05; echo '{\"id\":'$id',\"error\":'$x'}'"), Duration.ofMillis(54));
        for (int i = 0; i < 40; i++) {
            try {
                assertThat(error(objective, i)).isEqualTo(i);
            } catch (FailedEvaluationException e) {
                assertThat(e).hasMessage("the command did not answer within 54ms (objective.timeout) and was killed");
            }
        }
    }

    @Test
    void aHangIsKilledWithItsChildren() throws Exception {
        CommandObjective objective = script(LOOP.replace("BODY", """
                        if [ $x = 1.0 ]; then sleep 600 & echo $! > child; wait; fi
                        echo '{\"id\":'$id',\"error\":'$x'}'"""), Duration.ofSeconds(2));
        assertThatThrownBy(() -> error(objective, 1))
                .isInstanceOf(FailedEvaluationException.class)
                .hasMessage("the command did not answer within 2s (objective.timeout) and was killed");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(error(objective, 3)).isEqualTo(3);
    }

    @Test
    void garbageIsQuotedAndKillsTheProcess() throws Exception {
        CommandObjective objective =
                script("echo up >> starts\n" + LOOP.replace("BODY", "echo computing …"), Duration.ofSeconds(20));
        assertThatThrownBy(() -> error(objective, 1))
                .hasMessageStartingWith("the command answered 'computing …', which is no JSON:");
        assertThatThrownBy(() -> error(objective, 1)).isInstanceOf(FailedEvaluationException.class);
        assertThat(starts()).isEqualTo(2);
        assertThatThrownBy(() -> error(command("echo '{\"id\":99,\"error\":1}'"), 1))
                .hasMessageContaining("but the request has id 1");
        assertThatThrownBy(() -> error(command("echo '{\"id\":'$id',\"error\":\"small\"}'"), 1))
                .hasMessageContaining("neither a number as error nor a failure");
        assertThatThrownBy(() -> error(command("echo 17"), 1)).hasMessageContaining("but the request has id 1");
    }

    @Test
    void aLineWithoutEndIsGarbage() {
        assertThatThrownBy(() -> error(command("yes | tr -d '\\n'"), 1))
                .isInstanceOf(FailedEvaluationException.class)
                .hasMessageContaining("without an end of line");
    }

    @Test
    void manyComplaintsDoNotBlockIt() throws Exception {
        CommandObjective objective =
                command("i=0; while [ $i -lt 3000 ]; do echo 'a warning that is 64 kB in all' >&2; i=$((i+1)); done\n"
                        + "echo '{\"id\":'$id',\"error\":'$x'}'");
        assertThat(error(objective, 5)).isEqualTo(5);
    }

    @Test
    void everyThreadHasAProcessOfItsOwn() throws Exception {
        CommandObjective objective = script("echo up >> starts\n" + LOOP.replace("BODY", """
                        while [ ! -f go ]; do sleep 0.02; done
                        echo '{\"id\":'$id',\"error\":'$x'}'"""), Duration.ofSeconds(20));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Double>> errors = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> error(objective, i)))
                    .toList();
            while (!Files.exists(folder.resolve("starts")) || starts() < 3) {
                Thread.onSpinWait();
            }
            Files.createFile(folder.resolve("go"));
            for (int i = 0; i < 3; i++) {
                assertThat(errors.get(i).get()).isEqualTo(i);
            }
        }
        assertThat(error(objective, 9)).isEqualTo(9);
        assertThat(starts()).isEqualTo(3);
    }

    @Test
    void closingEndsTheProcess() throws Exception {
        CommandObjective objective = script(
                "echo $$ > pid\n" + LOOP.replace("BODY", "echo '{\"id\":'$id',\"error\":1}'"), Duration.ofSeconds(20));
        error(objective, 1);
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        objective.close();
        process.onExit().join();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aProgramThatCannotBeStartedFailsTheCandidate() {
        CommandObjective objective = CommandObjective.open(
                new ObjectiveSpec.Command(List.of("no-such-program"), Duration.ofSeconds(1)),
                folder,
                List.of("x", "y"),
                ALLOWED);
        open.add(objective);
        assertThatThrownBy(() -> error(objective, 1))
                .isInstanceOf(FailedEvaluationException.class)
                .hasMessageStartingWith("the command cannot be started: ")
                .hasMessageContaining("no-such-program");
    }

    @Test
    void commandsCanBeForbidden() {
        ObjectiveSettings forbidden = new ObjectiveSettings(false, Optional.empty());
        assertThatThrownBy(() -> CommandObjective.open(
                        new ObjectiveSpec.Command(List.of("sh"), Duration.ofSeconds(1)),
                        folder,
                        List.of("x"),
                        forbidden))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("objective.command: this evaluator does not allow commands: start it with");
    }
}
