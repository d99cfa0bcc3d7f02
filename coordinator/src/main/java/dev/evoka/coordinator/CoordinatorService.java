package dev.evoka.coordinator;

import dev.evoka.coordinator.topology.LoopCounters;
import dev.evoka.coordinator.topology.LoopTopology;
import dev.evoka.coordinator.topology.StreamsSettings;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.tracing.Tracing;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator instance: the topology, running. More instances share the runs by key.
public final class CoordinatorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorService.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final LoopCounters counters = new LoopCounters();
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private final KafkaStreams streams;
    private volatile @Nullable Throwable failure;

    /// @param slots partitions of evoka.candidates
    /// @param sessionMilliseconds time without a sign of life after which another instance takes over
    /// @param tracing where traces of generations go; not closed here
    public CoordinatorService(CoordinatorConfig config, int slots, long sessionMilliseconds, Tracing tracing) {
        Map<String, Object> client = config.client();
        streams = new KafkaStreams(
                LoopTopology.build(ValueSerdes.of(client), slots, config.blocks(), counters, tracing),
                StreamsSettings.of(client, config.instance(), config.threads(), sessionMilliseconds));
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                ready.complete(null);
            }
        });
        streams.setUncaughtExceptionHandler(this::died);
    }

    private StreamThreadExceptionResponse died(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof FencedInstanceIdException) {
                failure = new IllegalStateException(
                        "another coordinator has the same instance name: give each its own with --instance", at);
                ready.completeExceptionally(failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        LOG.atError().setCause(cause).log("a stream thread died and is replaced");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /// Starts; returns at once.
    public void start() {
        streams.start();
    }

    /// Waits until the instance works.
    ///
    /// @throws IllegalStateException if it does not within the limit, with the reason
    public void awaitReady(Duration limit) throws InterruptedException {
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the coordinator was not ready after " + limit + ", it is " + streams.state(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the coordinator cannot start: " + e.getMessage(), e);
        }
    }

    /// True while the instance works, or passes work to others.
    public boolean ready() {
        return streams.state().isRunningOrRebalancing() && ready.isDone();
    }

    /// What became of the fitness records.
    public LoopCounters counters() {
        return counters;
    }

    /// Meters of its loops, of Kafka Streams and of the Kafka clients in that, for one who closes them.
    public List<MeterBinder> meters() {
        return List.of(counters, new KafkaStreamsMetrics(streams));
    }

    /// Why the instance died for good, if it has.
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /// Stops: commits and leaves.
    @Override
    public void close() {
        streams.close(CLOSE_LIMIT);
    }
}
