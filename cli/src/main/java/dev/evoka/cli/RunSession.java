package dev.evoka.cli;

import dev.evoka.cli.console.Display;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.cli.result.RunResult;
import dev.evoka.cli.watch.RunFollower;
import dev.evoka.cli.watch.RunView;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One typing of `evoka run`: submits the run, shows it until it ends or the user has enough, and says what came out.
final class RunSession {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PATIENCE_NANOSECONDS = 8_000_000_000L;

    private final Run run;
    private final int repetition;
    private final Invocation typed;
    private final Outputs outputs;
    private final Display display;
    private final Interrupts interrupts;
    private Optional<Progress> last = Optional.empty();
    private boolean endedBefore;

    RunSession(Run run, int repetition, Invocation typed, Outputs outputs, Display display, Interrupts interrupts) {
        this.run = run;
        this.repetition = repetition;
        this.typed = typed;
        this.outputs = outputs;
        this.display = display;
        this.interrupts = interrupts;
    }

    Run run() {
        return run;
    }

    /// Submits the run if it is not known to have ended, and follows it.
    ///
    /// @param known true if the run may have begun before
    /// @param where the place that the run goes on in
    /// @return its result; empty if the user has stopped the command
    Optional<RunResult> follow(RunFollower follower, Submitter submitter, boolean known, String where)
            throws InterruptedException {
        RunDefinition definition = RunDefinition.of(run);
        follower.begin();
        if (known) {
            follower.catchUp();
        }
        endedBefore = follower.ended();
        if (!endedBefore && !interrupts.asked()) {
            submitter.submit(run);
            display.print("run %s %s %s".formatted(run.getRun(), beginning(follower), where));
            String explanation = definition.method().explanation();
            if (!explanation.isEmpty()) {
                display.print("  " + explanation);
            }
            display.update("waiting for the first generation");
        }
        RunView view = new RunView(definition.stop(), display, System.nanoTime());
        Patience patience = new Patience(System.nanoTime());
        while (!follower.ended()) {
            if (interrupts.asked()) {
                return Optional.empty();
            }
            follower.poll(POLL);
            last = follower.last();
            last.ifPresent(progress -> view.show(follower.history(), progress, System.nanoTime()));
            if (patience.over(last.isPresent(), System.nanoTime())) {
                display.print("no generation yet: are a coordinator and an evaluator at work?");
            }
        }
        return follower.last()
                .map(end ->
                        RunResult.of(end, follower.best(), follower.history().samples()));
    }

    /// Ends once, if nothing has happened for a while.
    private static final class Patience {
        private final long began;
        private boolean lost;

        Patience(long began) {
            this.began = began;
        }

        boolean over(boolean happened, long now) {
            boolean first = !lost && !happened && now - began > PATIENCE_NANOSECONDS;
            lost |= first;
            return first;
        }
    }

    private static String beginning(RunFollower follower) {
        return follower.last()
                .map(progress -> "goes on after generation " + number(progress.getGeneration()))
                .orElse("begins");
    }

    /// Says what came out.
    ///
    /// @return exit code
    int ended(RunResult result, String place) {
        if (endedBefore) {
            display.print("run %s has ended already".formatted(run.getRun()));
        }
        Summary.of(result).forEach(display::print);
        outputs.write(result).forEach(line -> display.print("  " + line));
        if (outputs.out == null) {
            display.print("  " + place);
        }
        if (endedBefore) {
            display.print("To run it once more: " + typed.again(repetition + 1));
        }
        return result.state().equals("failed") ? 1 : 0;
    }

    /// Says what came out the time before.
    ///
    /// @return exit code
    int endedBefore(RunResult result, String place) {
        endedBefore = true;
        return ended(result, place);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Says how to take the run up again.
    void interrupted(String what) {
        String where = last.map(progress -> "after generation " + number(progress.getGeneration())
                        + String.format(Locale.ROOT, ", best error %.6g", progress.getBest()))
                .orElse("before the first generation");
        display.print("Stopped %s. %s: %s".formatted(where, what, typed));
    }

    /// Exit code of a command that was stopped.
    int exitCode() {
        return interrupts.exitCode();
    }
}
