package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import java.util.Locale;

/// Values of the REST service as people read them.
final class Texts {

    static final String NOTHING = "-";

    private Texts() {}

    /// Where a new run is to be seen, in a line.
    static String whereabouts(JsonNode run, Coordinator coordinator) {
        String id = run.path("id").asText();
        return "run %s is %s: %s".formatted(id, run.path("state").asText(), coordinator.page(id));
    }

    /// A number with six digits; a dash if there is none.
    static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.6g", value.asDouble()) : NOTHING;
    }

    /// All digits of a number.
    static String exact(JsonNode value) {
        return value.isNumber() ? value.asText() : NOTHING;
    }

    static String share(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.0f%%", 100 * value.asDouble()) : NOTHING;
    }

    static String rate(JsonNode value) {
        return value.asDouble() > 0 ? String.format(Locale.ROOT, "%.1f", value.asDouble()) : NOTHING;
    }

    static String text(JsonNode value) {
        return value.asText().isEmpty() ? NOTHING : value.asText();
    }

    /// Seconds, without fractions.
    static String time(JsonNode value) {
        return value.asText().replaceFirst("\\.[0-9]+Z$", "Z");
    }
}
