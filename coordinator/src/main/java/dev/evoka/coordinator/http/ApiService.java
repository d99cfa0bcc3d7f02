package dev.evoka.coordinator.http;

import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.artifacts.ArtifactWriter;
import dev.evoka.coordinator.control.Ancestors;
import dev.evoka.coordinator.control.Branches;
import dev.evoka.coordinator.control.Drafts;
import dev.evoka.coordinator.control.ObjectiveKnowledge;
import dev.evoka.coordinator.control.RunControl;
import dev.evoka.coordinator.view.Bests;
import dev.evoka.coordinator.view.Details;
import dev.evoka.coordinator.view.Evaluators;
import dev.evoka.coordinator.view.Lanes;
import dev.evoka.coordinator.view.Populations;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.coordinator.view.RunsReader;
import dev.evoka.coordinator.view.TopicTail;
import dev.evoka.meters.Meters;
import dev.evoka.topics.BrokerWatch;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// REST, events and the web page of a coordinator. It answers from its own view of the topics, so each instance answers
/// for all runs.
public final class ApiService implements AutoCloseable {

    private final Runs runs = new Runs();
    private final Evaluators evaluators = new Evaluators();
    private final Meters meters;
    private final RunsReader reader;
    private final TopicTail tail;
    private final BrokerWatch brokers;
    private final RunControl control;
    private final ArtifactWriter artifacts;
    private final List<Route> routes;
    private final WebServer server;
    private final Supplier<Optional<String>> notReady;

    /// @param objectives what evaluators know
    /// @param loops meters of the loops of this instance, to be closed here
    /// @param notReady why the rest of the coordinator is not ready; empty if it is
    /// @throws dev.evoka.spec.SpecException if the port is taken
    public ApiService(
            ApiConfig config,
            ObjectiveKnowledge objectives,
            List<? extends MeterBinder> loops,
            Supplier<Optional<String>> notReady)
            throws IOException {
        this.notReady = notReady;
        InstantSource clock = InstantSource.system();
        reader = new RunsReader(config.client(), runs, evaluators);
        tail = new TopicTail(config.client());
        brokers = new BrokerWatch(config.client());
        ApiConfig.Files files = config.files();
        ArtifactCache cache = files.cache().open(config.client());
        artifacts = new ArtifactWriter(config.client());
        meters = new Meters(loops);
        Drafts drafts = new Drafts(objectives.resolver(), cache, files.shared());
        Details details = new Details(config.client(), tail);
        Populations populations = new Populations(config.client(), tail);
        Branches branches = new Branches(
                drafts,
                new Ancestors(runs, populations, new Bests(config.client(), tail), details),
                objectives.models(),
                artifacts);
        control = new RunControl(config.client(), runs, drafts, branches, clock);
        routes = Stream.of(
                        new RunRoutes(runs, control, details).routes(),
                        new BranchRoutes(runs, control).routes(),
                        new EventRoutes(runs).routes(),
                        new ArtifactRoutes(cache, artifacts, files.largest()).routes(),
                        new CandidateRoutes(runs, populations).routes(),
                        new EvaluatorRoutes(runs, evaluators, new Lanes(config.client(), tail), clock).routes(),
                        new MetricsRoutes(runs, evaluators, meters, clock).routes(),
                        new HealthRoutes(this::notReady).routes(),
                        PageRoutes.routes())
                .flatMap(List::stream)
                .toList();
        server = new WebServer(config, new Routes(routes, this::reading), new RequestCounters(meters.registry()));
    }

    private Optional<String> notReady() {
        return brokers.away().or(this::reading).or(notReady);
    }

    /// A run that has not been read yet must not be said not to be there.
    private Optional<String> reading() {
        return reader.caughtUp() ? Optional.empty() : Optional.of("it reads what the topics hold");
    }

    /// All that is served.
    List<Route> routes() {
        return routes;
    }

    /// True once all that the topics held at the start is known.
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /// Starts; returns at once.
    public void start() {
        reader.start();
        brokers.start();
        server.start();
    }

    /// Port that it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        control.close();
        artifacts.close();
        tail.close();
        brokers.close();
        reader.close();
        meters.close();
    }
}
