package dev.evoka.cli;

import dev.evoka.cli.result.RunResult;
import java.util.List;
import java.util.Locale;

/// What came out of a run, in a few lines.
final class Summary {

    private Summary() {}

    static List<String> of(RunResult result) {
        return List.of(
                "%s: %s".formatted(result.state(), result.reason()),
                result.generation() < 0
                        ? "  best error   none"
                        : String.format(
                                Locale.ROOT,
                                "  best error   %.9g, found in generation %,d",
                                result.error(),
                                result.generation()),
                String.format(
                        Locale.ROOT,
                        "  evaluations  %,d in %,d generations, %,d failed",
                        result.evaluations(),
                        result.generations(),
                        result.failed()),
                String.format(Locale.ROOT, "  time         %.1f s since its submission", result.seconds()));
    }
}
