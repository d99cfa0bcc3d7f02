package dev.evoka.cli;

import dev.evoka.cli.broker.DataFolder;
import dev.evoka.cli.broker.FatalExit;
import dev.evoka.cli.console.Display;
import dev.evoka.cli.console.Displays;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.cli.result.ResultFolder;
import dev.evoka.cli.result.RunResult;
import dev.evoka.cli.watch.RunFollower;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a spec: on an embedded broker with everything in this process, or on a cluster.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a spec until a stop condition holds. Typed again, it goes on where it was.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "Run spec (YAML).")
    Path file;

    @Mixin
    Cluster cluster;

    @Mixin
    Outputs outputs;

    @Option(
            names = "--evaluators",
            paramLabel = "N",
            description = "Evaluators in this process (default: 1, on a cluster 0).")
    Optional<Integer> evaluators = Optional.empty();

    @Option(names = "--allow-commands", description = "Let evaluators lent to a cluster run the commands of its specs.")
    boolean allowCommands;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Folder of the embedded broker and of the results (default: one in the temporary folder).")
    @Nullable
    Path dataDir;

    @Option(
            names = "--again",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run the same spec once more: 2 for the second time, and so on.")
    int repetition;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        Run run = Submissions.of(file, repetition == 1 ? "" : "-" + repetition);
        if (run.getWeights() > 0 && outputs.out != null) {
            throw new SpecException("--out is for parameters that have names: 'evoka export' writes a model");
        }
        Display display = Displays.of(spec.commandLine().getOut());
        try (Interrupts interrupts =
                new Interrupts(() -> display.print("stopping; once more ends the process at once"))) {
            RunSession session = new RunSession(run, repetition, Invocation.of(spec), outputs, display, interrupts);
            return cluster.bootstrapServer == null ? embedded(session, display) : onCluster(session, display);
        }
    }

    private void check() {
        if (evaluators.orElse(0) < 0) {
            throw new SpecException("--evaluators must be ≥ 0 but was " + evaluators.orElse(0));
        }
        if (repetition < 1) {
            throw new SpecException("--again must be ≥ 2 but was " + repetition);
        }
        if (dataDir != null && cluster.bootstrapServer != null) {
            throw new SpecException("--data-dir is the embedded broker's: leave it out beside --bootstrap-server");
        }
        outputs.check();
    }

    /// Folder of a run whose folder nobody has named.
    static Path defaultFolder(String run) {
        return Path.of(System.getProperty("java.io.tmpdir"), "evoka-" + System.getProperty("user.name"), run);
    }

    /// Where the result is: of a model, the command that writes it.
    private String place(Run run, String otherwise) {
        return run.getWeights() == 0
                ? otherwise
                : "model        " + Invocation.of(spec).export(run.getRun(), "model.onnx");
    }

    private int embedded(RunSession session, Display display) throws IOException, InterruptedException {
        boolean temporary = dataDir == null;
        int code;
        try (DataFolder folder =
                DataFolder.open(dataDir == null ? defaultFolder(session.run().getRun()) : dataDir)) {
            ResultFolder results = new ResultFolder(folder.results());
            String place = place(
                    session.run(), "result       " + results.file(session.run().getRun()));
            Optional<RunResult> known = results.read(session.run().getRun());
            if (known.isPresent()) {
                return session.endedBefore(known.get(), place);
            }
            display.update("starting Kafka in " + folder.path());
            FatalExit.explain(folder.path(), line -> spec.commandLine().getErr().println("evoka: " + line));
            Optional<RunResult> result;
            try (EmbeddedCluster embedded = new EmbeddedCluster(folder, evaluators.orElse(1), true);
                    RunFollower follower =
                            new RunFollower(embedded.client(), session.run().getRun());
                    Submitter submitter = new Submitter(embedded.client())) {
                embedded.start();
                result = session.follow(follower, submitter, !folder.fresh(), "in " + folder.path());
                result.ifPresent(results::write);
                code = result.isPresent() ? session.ended(result.get(), place) : session.exitCode();
            }
            if (result.isEmpty()) {
                session.interrupted("To go on");
            } else if (temporary && session.run().getWeights() == 0) { // a model is its log
                folder.deleteLog();
            }
        }
        return code;
    }

    private int onCluster(RunSession session, Display display) throws InterruptedException {
        Map<String, Object> client = cluster.client();
        display.update("connecting to " + client.get("bootstrap.servers"));
        String place = place(
                session.run(),
                "result       topic evoka.best, key " + session.run().getRun());
        try (LentEvaluators lent = new LentEvaluators(client, evaluators.orElse(0), allowCommands);
                RunFollower follower = new RunFollower(client, session.run().getRun());
                Submitter submitter = new Submitter(client)) {
            lent.start();
            Optional<RunResult> result =
                    session.follow(follower, submitter, true, "on " + client.get("bootstrap.servers"));
            if (result.isPresent()) {
                return session.ended(result.get(), place);
            }
        }
        session.interrupted("The run goes on in the cluster. To watch it");
        return session.exitCode();
    }
}
