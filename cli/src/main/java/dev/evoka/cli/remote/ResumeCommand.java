package dev.evoka.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Resumes a run.
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused run go on.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ResumeCommand implements Callable<Integer> {

    @Mixin
    AskOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.ask("resume", options.body(), spec.commandLine().getOut());
    }
}
