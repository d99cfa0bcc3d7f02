package dev.evoka.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Writes `docs/reference/commands.md`: what each command says of itself.
public final class CommandsPage {

    private static final int WIDTH = 110;

    private CommandsPage() {}

    /// The page.
    public static String text() {
        StringBuilder page = new StringBuilder("""
                # Commands

                This page is written from the code: it is what `./evoka --help` and `./evoka run --help` say.

                Exit codes: 0 = done, 1 = something failed, 2 = something that was typed or named is wrong, 130 and 143 = stopped by
                Ctrl-C or by `kill`. Whatever is wrong is one line on standard error.

                """);
        CommandLine evoka = Evoka.command();
        evoka.setUsageHelpWidth(WIDTH);
        section(page, evoka);
        evoka.getSubcommands().values().forEach(command -> section(page, command));
        return page.append("""
                ## evoka bench

                `./evoka bench NAME` starts a program of the module `benchmarks` and prints Markdown. It is the script's, not the
                command's.

                | name | measures |
                |---|---|
                | `turnaround`, `throughput`, `growth`, `changelog-bytes` | the loop, beside raw Kafka |
                | `recovery` | how long a run stands still after a `kill -9` |
                | `efficiency` | how much more evaluators do |
                | `page-load` | the service with many runs |
                | `fair-share` | how runs share evaluators |
                | `bbob`, `linear1000`, `ask-and-tell` | optimizers without Kafka: quality and time |
                | `seeded-learning` | the learning curve of any spec over model weights |
                | `training-bytes`, `training-late`, `training-million`, `training-noise`, `training-speed` | training over Kafka |
                """).toString();
    }

    private static void section(StringBuilder page, CommandLine command) {
        page.append("## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> page.append(line.stripTrailing()).append('\n'));
        page.append("```\n\n");
    }
}
