package dev.evoka.cli;

import dev.evoka.cli.remote.BestCommand;
import dev.evoka.cli.remote.BranchCommand;
import dev.evoka.cli.remote.DownloadCommand;
import dev.evoka.cli.remote.EvaluatorsCommand;
import dev.evoka.cli.remote.ExtendCommand;
import dev.evoka.cli.remote.PauseCommand;
import dev.evoka.cli.remote.ResumeCommand;
import dev.evoka.cli.remote.RunsCommand;
import dev.evoka.cli.remote.ShowCommand;
import dev.evoka.cli.remote.StopCommand;
import dev.evoka.cli.remote.SubmitCommand;
import dev.evoka.cli.remote.WatchCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The `evoka` command. Exit codes: 0 done, 1 failed, 2 the user's error, 130 and the like: stopped by a signal.
@Command(
        name = "evoka",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        description = "Minimises prediction errors without gradients, as a stream on Apache Kafka.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Evoka implements Callable<Integer> {

    private static final Map<String, Supplier<Callable<Integer>>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("standalone", StandaloneCommand::new);
        COMMANDS.put("validate", ValidateCommand::new);
        COMMANDS.put("export", ExportCommand::new);
        COMMANDS.put("generate", GenerateCommand::new);
        COMMANDS.put("log", LogCommand::new);
        COMMANDS.put("rollback", RollbackCommand::new);
        COMMANDS.put("follow", FollowCommand::new);
        COMMANDS.put("schema", SchemaCommand::new);
        COMMANDS.put("generate-data", GenerateDataCommand::new);
        COMMANDS.put("generate-model", GenerateModelCommand::new);
        COMMANDS.put("broker", BrokerCommand::new);
        COMMANDS.put("coordinator", CoordinatorCommand::new);
        COMMANDS.put("evaluator", EvaluatorCommand::new);
        COMMANDS.put("submit", SubmitCommand::new);
        COMMANDS.put("runs", RunsCommand::new);
        COMMANDS.put("show", ShowCommand::new);
        COMMANDS.put("watch", WatchCommand::new);
        COMMANDS.put("best", BestCommand::new);
        COMMANDS.put("download", DownloadCommand::new);
        COMMANDS.put("pause", PauseCommand::new);
        COMMANDS.put("resume", ResumeCommand::new);
        COMMANDS.put("stop", StopCommand::new);
        COMMANDS.put("extend", ExtendCommand::new);
        COMMANDS.put("branch", BranchCommand::new);
        COMMANDS.put("evaluators", EvaluatorsCommand::new);
        COMMANDS.put("replay", ReplayCommand::new);
        COMMANDS.put("topics", TopicsCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
    }

    private static final String COMMAND_CONFIG = "--command-config";

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show what Kafka says, and stack traces.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    /// Starts the command.
    public static void main(String[] arguments) {
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        System.setProperty("evoka.log.level", verbose ? "INFO" : "OFF");
        System.setProperty("java.awt.headless", "true");
        System.exit(command(arguments).execute(arguments));
    }

    /// The command with all that it can do.
    static CommandLine command() {
        return command(new String[0]);
    }

    /// The command for these arguments. Describing a subcommand to picocli takes its time: if the first argument names
    /// one, the others are left out.
    static CommandLine command(String[] arguments) {
        Evoka evoka = new Evoka();
        CommandLine command = new CommandLine(evoka);
        Supplier<Callable<Integer>> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named == null) {
            COMMANDS.forEach((name, each) -> command.addSubcommand(name, each.get()));
        } else {
            command.addSubcommand(arguments[0], named.get());
        }
        command.setDefaultValueProvider(new Defaults(System.getenv(), file(arguments)));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(new Mistakes());
        command.setParameterExceptionHandler(new Mistakes());
        return command;
    }

    /// The file of properties that is named, if it can be read: who needs it says if not.
    private static Properties file(String[] arguments) {
        String named = System.getenv(Defaults.variable(COMMAND_CONFIG));
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(COMMAND_CONFIG) && i + 1 < arguments.length) {
                named = arguments[i + 1];
            } else if (arguments[i].startsWith(COMMAND_CONFIG + "=")) {
                named = arguments[i].substring(COMMAND_CONFIG.length() + 1);
            }
        }
        return named == null || !Files.isReadable(Path.of(named)) ? new Properties() : Cluster.read(Path.of(named));
    }

    /// Without a subcommand there is nothing to do but to say which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
