package dev.evoka.evaluator.objective;

import dev.evoka.spec.SpecException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/// An external command as objective: a process for each thread, asked by lines of JSON. A process that dies, hangs or
/// answers garbage fails its candidate, is killed, and the next candidate starts another.
final class CommandObjective implements PointObjective {

    /// What a process gets on top of its time to be killed in, before its thread is given up.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ObjectiveSpec.Command spec;
    private final Path folder;
    private final List<String> names;
    private final AtomicLong requests = new AtomicLong();
    private final Deque<CommandProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<CommandProcess> all = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor alarms;
    private volatile boolean closed;

    private CommandObjective(ObjectiveSpec.Command spec, Path folder, List<String> names) {
        this.spec = spec;
        this.folder = folder;
        this.names = List.copyOf(names);
        this.alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("command-alarm").daemon().factory());
        alarms.setRemoveOnCancelPolicy(true);
    }

    /// Gets ready; processes are started when they are needed.
    ///
    /// @param folder working directory of the command
    /// @param names names of the parameters
    /// @throws SpecException if commands are not allowed here
    static CommandObjective open(
            ObjectiveSpec.Command spec, Path folder, List<String> names, ObjectiveSettings settings) {
        if (!settings.allowCommands()) {
            throw new SpecException(
                    "objective.command: this evaluator does not allow commands: start it with --allow-commands if all who submit runs are trusted");
        }
        return new CommandObjective(spec, folder, names);
    }

    /// Checks that there is such a program.
    ///
    /// @throws SpecException if not
    static void check(ObjectiveSpec.Command spec, Path folder) {
        String program = spec.command().getFirst();
        if (program.contains("/") || program.contains("\\")) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new SpecException("objective.command: there is no program %s that can be executed"
                        .formatted(folder.resolve(program).normalize()));
            }
            return;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        boolean found = Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program))
                        || Files.isExecutable(Path.of(each, program + ".exe")));
        if (!found) {
            throw new SpecException(
                    "objective.command: there is no program '%s' on the PATH: install it, or give its path"
                            .formatted(program));
        }
    }

    @Override
    public Duration limit() {
        return spec.timeout().plus(GRACE);
    }

    @Override
    public double error(double[] parameters) throws FailedEvaluationException, InterruptedException {
        CommandProcess process = take();
        boolean healthy = false;
        try {
            CommandAnswer answer = ask(process, parameters);
            healthy = !(answer instanceof CommandAnswer.Garbage);
            return switch (answer) {
                case CommandAnswer.Answered answered -> answered.error();
                case CommandAnswer.Failure failure -> throw new FailedEvaluationException(failure.failure());
                case CommandAnswer.Garbage garbage ->
                    throw new FailedEvaluationException("the command " + garbage.why());
            };
        } finally {
            giveBack(process, healthy);
        }
    }

    private CommandAnswer ask(CommandProcess process, double[] parameters)
            throws FailedEvaluationException, InterruptedException {
        long id = requests.incrementAndGet();
        String request = CommandAnswer.request(id, names, parameters);
        Alarm alarm = Alarm.set(alarms, spec.timeout(), process::kill);
        String answer;
        try {
            answer = process.exchange(request);
        } catch (IOException e) {
            throw alarm.stop()
                    ? new FailedEvaluationException("%s (%s)".formatted(e.getMessage(), process.obituary()), e)
                    : tookTooLong();
        }
        if (!alarm.stop()) {
            // What a command writes while it and its children are being killed is no answer.
            throw tookTooLong();
        }
        return CommandAnswer.read(answer, id);
    }

    private FailedEvaluationException tookTooLong() {
        return new FailedEvaluationException("the command did not answer within %s (objective.timeout) and was killed"
                .formatted(TimeText.of(spec.timeout())));
    }

    private CommandProcess take() throws FailedEvaluationException {
        for (CommandProcess process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
            if (process.alive()) {
                return process;
            }
            all.remove(process);
        }
        try {
            CommandProcess process = CommandProcess.start(spec.command(), folder);
            all.add(process);
            return process;
        } catch (IOException e) {
            throw new FailedEvaluationException("the command cannot be started: " + e.getMessage(), e);
        }
    }

    private void giveBack(CommandProcess process, boolean healthy) {
        if (healthy && !closed) {
            idle.addFirst(process);
            return;
        }
        all.remove(process);
        process.kill();
    }

    @Override
    public void close() {
        closed = true;
        alarms.shutdownNow();
        for (CommandProcess process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
            process.close();
            all.remove(process);
        }
        all.forEach(CommandProcess::kill);
    }
}
