package dev.evoka.evaluator.service;

import dev.evoka.schemas.CandidateBlock;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.TopicPartition;

/// A block that was taken from the log and is to be evaluated.
///
/// @param partition where it stood
/// @param offset where in the partition
/// @param block the candidates
/// @param trace the span of the block, if it has one
record Task(TopicPartition partition, long offset, CandidateBlock block, Context trace) {}
