package dev.evoka.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops a run.
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ends a run. Its best parameters stay, and it can be extended.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class StopCommand implements Callable<Integer> {

    @Mixin
    AskOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.ask("stop", options.body(), spec.commandLine().getOut());
    }
}
