package dev.evoka.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Pauses a run.
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Pauses a run: no generation begins until it is resumed.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class PauseCommand implements Callable<Integer> {

    @Mixin
    AskOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.ask("pause", options.body(), spec.commandLine().getOut());
    }
}
