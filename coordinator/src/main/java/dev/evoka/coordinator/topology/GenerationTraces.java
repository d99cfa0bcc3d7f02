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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A trace for each generation of a task's runs: a span `generation`; in it a span `block` for each block, from giving
/// it
/// out until its answer counts, and a span `aggregating` at the end. Where traces are off nothing is made.
final class GenerationTraces implements AutoCloseable {

    private static final AttributeKey<Long> CANDIDATES = AttributeKey.longKey("evoka.candidates");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("evoka.attempt");
    private static final AttributeKey<Long> SLOT = AttributeKey.longKey("evoka.slot");

    private record Open(long generation, Span span, Map<Part, Span> blocks) {

        /// Ends with what nobody waits for any more.
        void end() {
            blocks.values().forEach(Span::end);
            span.end();
        }
    }

    private final Tracing tracing;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, Open> complete = new HashMap<>();

    GenerationTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /// A block is given out, or given out again.
    ///
    /// @return the headers of its record
    Headers given(CandidateBlock block, int slot) {
        Headers headers = new RecordHeaders();
        if (tracing.on()) {
            Open generation = generation(block);
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

    private Open generation(CandidateBlock block) {
        Open known = open.get(block.getRun());
        if (known != null && known.generation() == block.getGeneration()) {
            return known;
        }
        ended(block.getRun());
        Span span = tracing.tracer()
                .spanBuilder("generation")
                .setNoParent()
                .setAttribute("evoka.run", block.getRun())
                .setAttribute("evoka.generation", block.getGeneration())
                .startSpan();
        Open opened = new Open(block.getGeneration(), span, new HashMap<>());
        open.put(block.getRun(), opened);
        return opened;
    }

    private Span start(Open generation, CandidateBlock block) {
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
        Open generation = open.get(answer.getRun());
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
            open.remove(answer.getRun());
            complete.put(answer.getRun(), generation);
        }
    }

    /// All that follows from a complete generation was handed to Kafka.
    ///
    /// @param candidates of the generation
    /// @param nanoseconds since its last answer arrived
    void aggregated(String run, int candidates, long nanoseconds) {
        Open generation = complete.remove(run);
        if (generation != null) {
            tracing.tracer()
                    .spanBuilder("aggregating")
                    .setParent(Context.root().with(generation.span()))
                    .setStartTimestamp(Instant.now().minusNanos(nanoseconds))
                    .setAttribute(CANDIDATES, (long) candidates)
                    .startSpan()
                    .end();
            generation.span().setAttribute(CANDIDATES, (long) candidates);
            generation.end();
        }
    }

    /// Nothing more is expected of a run's open generation.
    void ended(String run) {
        end(open.remove(run));
    }

    /// A run failed in the middle of a step.
    void failed(String run) {
        end(complete.remove(run));
        end(open.remove(run));
    }

    private static void end(@Nullable Open generation) {
        if (generation != null) {
            generation.end();
        }
    }

    /// Others go on with the runs of this task.
    @Override
    public void close() {
        List<Open> all = new ArrayList<>(complete.values());
        all.addAll(open.values());
        all.forEach(Open::end);
        complete.clear();
        open.clear();
    }
}
