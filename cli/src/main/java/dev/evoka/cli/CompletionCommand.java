package dev.evoka.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Completion for shells.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a script that lets bash and zsh complete commands and options.",
            "source <(./evoka completion)"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompletionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("evoka", Evoka.command()));
        out.flush();
        return 0;
    }
}
