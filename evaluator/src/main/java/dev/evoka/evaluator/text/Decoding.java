package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.Feed;
import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.optimizers.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a model continues texts, or answers them if it has a decoder of its own: token by token, the likeliest one,
/// or one drawn by its probability.
///
/// @param tokens most tokens that are added
/// @param context most tokens that the model can take; of a longer text the end counts
/// @param temperature 0 = the likeliest token; else scores are divided by it and a token is drawn
/// @param seed seed of the draws: a draw is a function of seed, row and position
/// @param start text that a decoder of its own begins with, one token; without meaning for other models
/// @param end a continuation ends before this text; empty = it has all tokens
/// @param tokenizer finds the end
public record Decoding(
        int tokens, int context, double temperature, long seed, String start, String end, Tokenizer tokenizer) {

    public Decoding {
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens must be ≥ 1 but was " + tokens);
        }
        if (context < 1) {
            throw new IllegalArgumentException("context must be ≥ 1 but was " + context);
        }
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be ≥ 0 but was " + temperature);
        }
    }

    /// The likeliest continuations of a model without a decoder of its own.
    public static Decoding greedy(int tokens, int context, String end, Tokenizer tokenizer) {
        return new Decoding(tokens, context, 0, 0, "", end, tokenizer);
    }

    /// Continues texts side by side; those that are done leave.
    ///
    /// @param prompts token ids, at least one each
    /// @return the continuations alone
    public List<String> continuations(OnnxWorker worker, List<int[]> prompts) {
        boolean apart = worker.sources().contains(InputSource.DECODER_TOKENS);
        int[] first = apart ? tokenizer.encode(start) : new int[0];
        List<Continuation> all = new ArrayList<>();
        for (int row = 0; row < prompts.size(); row++) {
            all.add(new Continuation(row, prompts.get(row), apart ? first : prompts.get(row)));
        }
        List<Continuation> open = all;
        for (int step = 0; step < tokens && !open.isEmpty(); step++) {
            int[] next = next(worker, open, step);
            for (int i = 0; i < next.length; i++) {
                open.get(i).add(next[i]);
            }
            open = open.stream().filter(each -> !each.ended()).toList();
        }
        return all.stream().map(Continuation::text).toList();
    }

    /// A text that grows.
    private final class Continuation {
        private final int row;
        private final int[] prompt;
        private final int given;
        private int[] text;

        Continuation(int row, int[] prompt, int[] begin) {
            this.row = row;
            this.prompt = prompt;
            this.given = begin.length;
            this.text = begin;
        }

        void add(int token) {
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = token;
        }

        private String added() {
            return tokenizer.decode(Arrays.copyOfRange(text, given, text.length));
        }

        boolean ended() {
            return !end.isEmpty() && added().contains(end);
        }

        String text() {
            String added = added();
            int at = end.isEmpty() ? -1 : added.indexOf(end);
            return at < 0 ? added : added.substring(0, at);
        }

        int[] seen() {
            return Arrays.copyOfRange(text, Math.max(0, text.length - context), text.length);
        }
    }

    private int[] next(OnnxWorker worker, List<Continuation> open, int step) {
        List<int[]> seen = open.stream().map(Continuation::seen).toList();
        List<int[]> prompts = open.stream().map(each -> each.prompt).toList();
        boolean apart = worker.sources().contains(InputSource.DECODER_TOKENS);
        Feed feed = TokenBatch.feed(apart ? prompts : seen, seen, worker.sources());
        int length = seen.stream().mapToInt(text -> text.length).max().orElseThrow();
        int[] next = new int[seen.size()];
        if (temperature == 0) {
            long[] choices = worker.choices(feed);
            for (int i = 0; i < next.length; i++) {
                next[i] = (int) choices[i * length + seen.get(i).length - 1];
            }
            return next;
        }
        float[] scores = worker.scores(feed);
        int vocabulary = scores.length / (seen.size() * length);
        for (int i = 0; i < next.length; i++) {
            int from = (i * length + seen.get(i).length - 1) * vocabulary;
            double uniform = new Draws(seed, open.get(i).row, step).uniform();
            next[i] = drawn(Arrays.copyOfRange(scores, from, from + vocabulary), uniform);
        }
        return next;
    }

    /// The token at which the cumulated probability exceeds a uniform number.
    private int drawn(float[] scores, double uniform) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float each : scores) {
            largest = Math.max(largest, each);
        }
        double[] weights = new double[scores.length];
        double total = 0;
        for (int v = 0; v < weights.length; v++) {
            weights[v] = StrictMath.exp((scores[v] - largest) / temperature);
            total += weights[v];
        }
        double left = uniform * total;
        for (int v = 0; v < weights.length - 1; v++) {
            left -= weights[v];
            if (left < 0) {
                return v;
            }
        }
        return weights.length - 1;
    }
}
