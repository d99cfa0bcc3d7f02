package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Output;
import dev.evoka.coordinator.topology.Lanes.SlottedBlock;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// Forwards what loops publish to the sinks of the topology.
final class LoopSinks {

    private final ProcessorContext<String, Object> context;
    private final LoopSettings settings;
    private final LoopCounters counters;
    private final GenerationTraces traces;

    LoopSinks(
            ProcessorContext<String, Object> context,
            LoopSettings settings,
            LoopCounters counters,
            GenerationTraces traces) {
        this.context = context;
        this.settings = settings;
        this.counters = counters;
        this.traces = traces;
    }

    /// The loops' clock, in nanoseconds.
    long now() {
        return settings.nanoseconds().getAsLong();
    }

    void publish(CarriedLoop carried, List<Output> outputs) {
        publish(carried, outputs, LoopCounters.Again.FAILED);
    }

    /// @param reason why blocks are given out again, if any are
    void publish(CarriedLoop carried, List<Output> outputs, LoopCounters.Again reason) {
        String run = carried.record().getRun();
        long at = context.currentSystemTimeMs();
        for (SlottedBlock block : encoded(carried.record(), outputs, reason)) {
            context.forward(new Record<>(run, (Object) block, at, block.headers()), LoopTopology.CANDIDATES);
        }
        for (Output output : outputs) {
            switch (output) {
                case Output.Give give -> {}
                case Output.Changed changed ->
                    context.forward(new Record<>(run, (Object) changed.update(), at), LoopTopology.UPDATES);
                case Output.Refused refused -> want(carried.record(), WantedState.FAILED, refused.reason(), at);
                case Output.Progressed progressed -> carried.hold(progressed);
                case Output.Found found -> context.forward(new Record<>(run, found.best(), at), LoopTopology.BEST);
                case Output.GiveUp giveUp -> {
                    counters.givenUp();
                    context.forward(new Record<>(run, giveUp.failure(), at), LoopTopology.FITNESS);
                }
            }
        }
    }

    /// All blocks of a step are encoded before the first is sent: then they leave in one request.
    private List<SlottedBlock> encoded(Run record, List<Output> outputs, LoopCounters.Again reason) {
        List<SlottedBlock> blocks = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Give give) {
                if (give.block().getAttempt() > 0) {
                    counters.again(reason);
                }
                int slot = Lanes.slot(give.lane(), give.block().getShard(), record.getShards());
                byte[] bytes = settings.candidates().serialize(settings.topic(Topic.CANDIDATES), give.block());
                blocks.add(new SlottedBlock(bytes, slot, traces.given(give.block(), slot)));
            }
        }
        return blocks;
    }

    /// A decision is obeyed when it is read back.
    void want(Run run, WantedState state, String reason, long at) {
        Run wanted = Run.newBuilder(run)
                .setWanted(state)
                .setReason(reason)
                .setRevision(run.getRevision() + 1)
                .build();
        context.forward(new Record<>(wanted.getRun(), (Object) wanted, at), LoopTopology.RUNS);
    }

    /// The record of a run that holds.
    void run(Run holds) {
        context.forward(new Record<>(holds.getRun(), (Object) holds, context.currentSystemTimeMs()), LoopTopology.RUNS);
    }

    void progress(List<Output.Progressed> all) {
        all.forEach(each -> progress(each.progress()));
    }

    void progress(Progress progress) {
        context.forward(
                new Record<>(progress.getRun(), (Object) progress, context.currentSystemTimeMs()),
                LoopTopology.PROGRESS);
    }
}
