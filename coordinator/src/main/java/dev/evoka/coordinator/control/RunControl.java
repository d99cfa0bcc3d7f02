package dev.evoka.coordinator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.RunState;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.coordinator.run.Transition;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Begins runs and changes their lives, by records in evoka.runs. A record is written or it is not: there is nothing in
/// between. Whether a change is allowed is looked up in the view; the loop that reads the record decides again.
public final class RunControl implements AutoCloseable {

    /// How long an answer waits for its own record to be read back.
    private static final Duration READ_BACK = Duration.ofSeconds(5);

    private static final int DELIVERY_MILLISECONDS = 10_000;

    private final Runs runs;
    private final Drafts drafts;
    private final Branches branches;
    private final InstantSource clock;
    private final Serializer<Run> serializer;
    private final KafkaProducer<String, byte[]> producer;

    /// @param client properties for Kafka and the schema registry
    /// @param drafts makes out what runs are to be
    /// @param branches makes out what branches are to be
    /// @param clock says when a run was submitted
    public RunControl(Map<String, Object> client, Runs runs, Drafts drafts, Branches branches, InstantSource clock) {
        this.runs = runs;
        this.drafts = drafts;
        this.branches = branches;
        this.clock = clock;
        this.serializer = ValueSerdes.of(client).serializer(Run.class);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLISECONDS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MILLISECONDS / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLISECONDS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putAll(client);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// What a submission leads to.
    ///
    /// @param status the run
    /// @param created false if the same run was there before
    public record Submitted(RunStatus status, boolean created) {}

    /// Begins a run. The same spec is the same run, so submitting it again changes nothing.
    ///
    /// @throws dev.evoka.spec.SpecException if the spec is wrong
    /// @throws NotAllowedException if another run has the identifier
    public Submitted submit(Submittal submittal) throws InterruptedException {
        return begin(record(submittal));
    }

    /// Begins a run where another was.
    ///
    /// @throws dev.evoka.spec.SpecException if the change is wrong, or the other run was never there
    /// @throws NotAllowedException if another run has the identifier
    public Submitted branch(RunStatus parent, Branch wanted) throws InterruptedException {
        Branches.Drafted drafted = branches.draft(parent, wanted);
        return begin(Run.newBuilder(drafted.submission().record(clock.instant(), ""))
                .setSubmitter(wanted.submitter())
                .setOrigin(parent.id())
                .setReason(drafted.note())
                .setFiles(json(drafted.files()))
                .build());
    }

    private Submitted begin(Run run) throws InterruptedException {
        RunStatus known = runs.run(run.getRun()).orElse(null);
        if (known == null) {
            return new Submitted(write(run, status -> true), true);
        }
        if (!known.run().getSpec().equals(run.getSpec())) {
            throw new NotAllowedException(
                    "another run has the identifier %s: give the spec another name".formatted(run.getRun()));
        }
        return new Submitted(known, false);
    }

    private Run record(Submittal submittal) {
        Submission submission = drafts.draft(submittal);
        if (submittal.warmStart().isPresent()) {
            Submittal.WarmStart wanted = submittal.warmStart().get();
            RunStatus other = runs.run(wanted.run())
                    .orElseThrow(() -> new SpecException("warmStart.run: there is no run " + wanted.run()));
            submission = WarmStarts.from(submission, other, wanted);
        }
        String suffix = submittal.repetition() == 1 ? "" : "-" + submittal.repetition();
        return Run.newBuilder(submission.record(clock.instant(), suffix))
                .setSubmitter(submittal.submitter())
                .setOrigin(submittal.warmStart().map(Submittal.WarmStart::run).orElse(""))
                .setFiles(json(submittal.files()))
                .build();
    }

    private static String json(Map<String, String> files) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(files).forEach(node::put);
        return files.isEmpty() ? "" : node.toString();
    }

    /// Asks for a change that needs nothing but a reason.
    ///
    /// @throws NotAllowedException if the run is in no state for it
    public RunStatus ask(RunStatus status, Transition transition, String reason) throws InterruptedException {
        check(status, transition);
        WantedState wanted = switch (transition) {
            case PAUSE -> WantedState.PAUSED;
            case RESUME -> WantedState.RUNNING;
            case STOP -> WantedState.STOPPED;
            case EXTEND -> throw new IllegalArgumentException("an extension needs stop conditions");
        };
        Run asked = next(status).setWanted(wanted).setReason(reason).build();
        return write(asked, seen -> seen.run().getRevision() >= asked.getRevision());
    }

    private static Run.Builder next(RunStatus status) {
        return Run.newBuilder(status.run()).setRevision(status.run().getRevision() + 1);
    }

    /// Lets a run go on under other stop conditions. A paused run stays paused.
    ///
    /// @param change keys that change in the stop conditions of now; null takes one away
    /// @throws NotAllowedException if the run is in no state for it, or would end at once
    /// @throws dev.evoka.spec.SpecException if the conditions are wrong
    public RunStatus extend(RunStatus status, ObjectNode change, String reason) throws InterruptedException {
        check(status, Transition.EXTEND);
        StopChange changed = StopChange.of(status.run(), change);
        changed.reachedBy(status, clock.instant()).ifPresent(what -> {
            throw new NotAllowedException("run %s would end at once: %s".formatted(status.id(), what));
        });
        WantedState wanted = status.state() == RunState.PAUSED ? WantedState.PAUSED : WantedState.RUNNING;
        Run asked = next(status)
                .setStop(changed.json())
                .setWanted(wanted)
                .setReason(reason)
                .build();
        return write(
                asked,
                seen -> seen.run().getRevision() >= asked.getRevision()
                        && !seen.state().ended());
    }

    private static void check(RunStatus status, Transition transition) {
        if (!transition.allowedIn(status.state())) {
            throw new NotAllowedException("run %s is %s: %s is allowed when it is %s"
                    .formatted(
                            status.id(),
                            status.state().word(),
                            transition.word(),
                            transition.from().stream()
                                    .sorted()
                                    .map(RunState::word)
                                    .collect(Collectors.joining(" or "))));
        }
    }

    /// Writes a record, and waits until the view has it.
    private RunStatus write(Run run, Predicate<RunStatus> arrived) throws InterruptedException {
        String topic = Topic.RUNS.topicName();
        try {
            producer.send(new ProducerRecord<>(topic, run.getRun(), serializer.serialize(topic, run)))
                    .get();
        } catch (ExecutionException e) {
            throw unavailable(run, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unavailable(run, e);
        }
        long end = System.nanoTime() + READ_BACK.toNanos();
        long seen = -1;
        while (System.nanoTime() < end) {
            RunStatus status = runs.run(run.getRun()).orElse(null);
            if (status != null && arrived.test(status)) {
                return status;
            }
            seen = runs.await(seen, Duration.ofMillis(100));
        }
        throw new IllegalStateException(
                "run %s was written but not read back within %s: look again later".formatted(run.getRun(), READ_BACK));
    }

    private static UnavailableException unavailable(Run run, Throwable cause) {
        return new UnavailableException(
                "Kafka does not answer, so it is not known whether run %s was written: look at it again later, or ask again: %s"
                        .formatted(run.getRun(), cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
