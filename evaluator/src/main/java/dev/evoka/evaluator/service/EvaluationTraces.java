package dev.evoka.evaluator.service;

import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Optional;

/// Spans `evaluating`, each in the span of its block. Blocks whose record names no span have none.
///
/// @param tracing makes the spans
/// @param evaluator name of this evaluator
record EvaluationTraces(Tracing tracing, String evaluator) {

    /// The evaluation of a block begins.
    ///
    /// @param block the span of the block, as its record named it
    /// @return to be ended; no span at all if the record named none
    Span begin(Context block, CandidateBlock candidates) {
        if (!Span.fromContext(block).getSpanContext().isValid()) {
            return Span.getInvalid();
        }
        return tracing.tracer()
                .spanBuilder("evaluating")
                .setParent(block)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("evoka.run", candidates.getRun())
                .setAttribute("evoka.generation", candidates.getGeneration())
                .setAttribute("evoka.first", candidates.getFirst())
                .setAttribute("evoka.shard", candidates.getShard())
                .setAttribute("evoka.candidates", candidates.getCount())
                .setAttribute("evoka.attempt", candidates.getAttempt())
                .setAttribute("evoka.evaluator", evaluator)
                .startSpan();
    }

    /// Takes note of what the block was answered with.
    static void answered(Span span, Optional<BlockFitness> answer) {
        answer.map(BlockFitness::getFailure).ifPresent(failure -> span.setStatus(StatusCode.ERROR, failure));
    }
}
