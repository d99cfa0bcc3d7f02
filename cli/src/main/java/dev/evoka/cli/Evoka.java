package dev.evoka.cli;

import dev.evoka.spec.SpecException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evoka` command. Exit codes: 0 done, 1 failed, 2 the user's error.
@Command(
        name = "evoka",
        version = "evoka 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Minimises prediction errors without gradients, as a stream on Apache Kafka.",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            BrokerCommand.class,
            CoordinatorCommand.class,
            EvaluatorCommand.class
        })
public final class Evoka {

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show what Kafka says, and stack traces.")
    private boolean verbose;

    public static void main(String[] arguments) {
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        System.setProperty("evoka.log.level", verbose ? "INFO" : "OFF");
        System.setProperty("java.awt.headless", "true");
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        Evoka evoka = new Evoka();
        CommandLine command = new CommandLine(evoka);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (evoka.verbose) {
                failure.printStackTrace(line.getErr());
            }
            boolean users = failure instanceof SpecException;
            String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            line.getErr().println("evoka: " + message.replace('\n', ' '));
            return users ? 2 : 1;
        });
        return command;
    }
}
