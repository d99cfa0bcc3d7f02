package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.loop.Dispatch.Part;
import dev.evoka.coordinator.loop.Verdict;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// A trace for each generation of a task's runs: a span `generation`; in it a span `block` for each block,
/// from giving it out until its answer counts, and a span `aggregating` at the end. Where traces are off
/// nothing is made.
final class GenerationTraces implements AutoCloseable {

    private static final AttributeKey<Long> CANDIDATES = AttributeKey.longKey("evoka.candidates");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("evoka.attempt");
    private static final AttributeKey<Long> SLOT = AttributeKey.longKey("evoka.slot");

    private record Key(String run, long generation) {}

    /// A generation whose span goes on.
    ///
    /// @param blocks spans of the blocks that are not answered
    /// @param complete true once all are: what follows from it is still to be handed to Kafka
    private record Traced(Span span, Map<Part, Span> blocks, boolean complete) {

        Traced completed() {
            return new Traced(span, blocks, true);
        }

        /// Ends with what nobody waits for any more.
        void end() {
            blocks.values().forEach(Span::end);
            span.end();
        }
    }

    private final Tracing tracing;
    private final Map<Key, Traced> generations = new HashMap<>();

    GenerationTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /// A block is given out, or given out again.
    ///
    /// @return the headers of its record
    Headers given(CandidateBlock block, int slot) {
        Headers headers = new RecordHeaders();
        if (tracing.on()) {
            Traced generation = generation(block);
            Part part = Part.of(block);
            Span known = generation.blocks().get(part);
            Span span = known == null ? start(generation, block) : known;
            generation.blocks().put(part, span);
            span.addEvent(
                    known == null ? "given out" : "given out again",
                    Attributes.of(ATTEMPT, (long) block.getAttempt(), SLOT, (long) slot));
            tracing.write(span, headers);
        }
        return headers;
    }

    private Traced generation(CandidateBlock block) {
        Key key = new Key(block.getRun(), block.getGeneration());
        Traced known = generations.get(key);
        if (known != null) {
            return known;
        }
        ended(block.getRun());
        Span span = tracing.tracer()
                .spanBuilder("generation")
                .setNoParent()
                .setAttribute("evoka.run", block.getRun())
                .setAttribute("evoka.generation", block.getGeneration())
                .startSpan();
        Traced opened = new Traced(span, new HashMap<>(), false);
        generations.put(key, opened);
        return opened;
    }

    private Span start(Traced generation, CandidateBlock block) {
        return tracing.tracer()
                .spanBuilder("block")
                .setParent(Context.root().with(generation.span()))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("evoka.run", block.getRun())
                .setAttribute("evoka.generation", block.getGeneration())
                .setAttribute("evoka.first", block.getFirst())
                .setAttribute("evoka.shard", block.getShard())
                .setAttribute(CANDIDATES, (long) block.getCount())
                .startSpan();
    }

    /// An answer came.
    ///
    /// @param last true if it completes the generation
    void answered(BlockFitness answer, Verdict verdict, boolean last) {
        Key key = new Key(answer.getRun(), answer.getGeneration());
        Traced generation = generations.get(key);
        if (generation == null || verdict != Verdict.COUNTED) {
            return;
        }
        Span span = generation.blocks().remove(Part.of(answer));
        if (span != null) {
            span.setAttribute("evoka.evaluator", answer.getEvaluator());
            if (answer.getFailure() != null) {
                span.setStatus(StatusCode.ERROR, answer.getFailure());
            }
            span.end();
        }
        if (last) {
            generations.put(key, generation.completed());
        }
    }

    /// All that follows from a complete generation was handed to Kafka.
    ///
    /// @param candidates its number of candidates
    /// @param nanoseconds since its last answer arrived
    void aggregated(String run, long generation, int candidates, long nanoseconds) {
        Traced complete = generations.remove(new Key(run, generation));
        if (complete != null) {
            tracing.tracer()
                    .spanBuilder("aggregating")
                    .setParent(Context.root().with(complete.span()))
                    .setStartTimestamp(Instant.now().minusNanos(nanoseconds))
                    .setAttribute(CANDIDATES, (long) candidates)
                    .startSpan()
                    .end();
            complete.span().setAttribute(CANDIDATES, (long) candidates);
            complete.end();
        }
    }

    /// Nothing more is expected of a run's open generation.
    void ended(String run) {
        end((key, traced) -> key.run().equals(run) && !traced.complete());
    }

    /// A run failed in the middle of a step.
    void failed(String run) {
        end((key, traced) -> key.run().equals(run));
    }

    private void end(BiPredicate<Key, Traced> which) {
        generations.entrySet().removeIf(each -> {
            boolean ends = which.test(each.getKey(), each.getValue());
            if (ends) {
                each.getValue().end();
            }
            return ends;
        });
    }

    /// Others go on with the runs of this task.
    @Override
    public void close() {
        end((key, traced) -> true);
    }
}
