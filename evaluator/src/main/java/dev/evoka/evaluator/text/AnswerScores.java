package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.text.TextMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// The statistics of a measure on texts that a model writes itself, given the prompts of records. How the records are
/// cut into batches or shards changes no bit.
///
/// @param records prompts and right answers
/// @param decoding how the model answers; likeliest tokens, so that an answer follows from the weights alone
/// @param measure compares answers with references
public record AnswerScores(List<TextRecord> records, Decoding decoding, TextMeasure measure) {

    /// Prompts that are answered side by side.
    private static final int ROWS = 64;

    public AnswerScores {
        records = List.copyOf(records);
        if (decoding.temperature() != 0) {
            throw new IllegalArgumentException(
                    "temperature must be 0 where answers are measured but was %s".formatted(decoding.temperature()));
        }
    }

    /// Number of records.
    public long size() {
        return records.size();
    }

    /// Number of statistics.
    public int statistics() {
        return measure.statistics(0);
    }

    /// Adds the statistics of a candidate on some records.
    ///
    /// @param worker has the candidate's weights
    /// @param into one for each statistic
    public void add(OnnxWorker worker, LongStream chosen, ExactSum[] into) {
        List<TextRecord> rows = new ArrayList<>();
        for (long index : (Iterable<Long>) chosen::iterator) {
            rows.add(records.get(Math.toIntExact(index)));
            if (rows.size() == ROWS) {
                answer(worker, rows, into);
                rows.clear();
            }
        }
        if (!rows.isEmpty()) {
            answer(worker, rows, into);
        }
    }

    private void answer(OnnxWorker worker, List<TextRecord> rows, ExactSum[] into) {
        Tokenizer tokenizer = decoding.tokenizer();
        boolean apart = worker.sources().contains(InputSource.DECODER_TOKENS);
        List<int[]> prompts = rows.stream()
                .map(TextRecord::prompt)
                .map(prompt -> apart ? tokenizer.encodeWhole(prompt) : tokenizer.encode(prompt))
                .toList();
        List<String> answers = decoding.continuations(worker, prompts);
        for (int i = 0; i < rows.size(); i++) {
            double[] statistics = measure.statistics(answers.get(i), rows.get(i).references());
            for (int s = 0; s < statistics.length; s++) {
                into[s].add(statistics[s]);
            }
        }
    }
}
