package dev.evoka.cli;

import dev.evoka.topics.Brokers;
import dev.evoka.topics.TopicCreator;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What can be done with topics.
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Looks after the topics of a cluster.",
        subcommands = TopicsCommand.Check.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TopicsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    /// Compares topics with what they have to be.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says which topics are missing or set wrongly, and what mends it. Changes nothing.")
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    static final class Check implements Callable<Integer> {

        @Mixin
        Cluster cluster;

        @Spec
        CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            try (Admin admin = Brokers.connect(cluster.kafka())) {
                List<String> findings = TopicCreator.findings(admin);
                findings.forEach(out::println);
                if (findings.isEmpty()) {
                    out.println("all topics are as they must be");
                }
                out.flush();
                return findings.isEmpty() ? 0 : 1;
            }
        }
    }

    /// Without a subcommand there is nothing to do but to say which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
