package dev.evoka.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dashboard that is shipped for Grafana.
final class Dashboard {

    private static final Path FILE = Path.of("../deploy/observability/grafana/dashboards/evoka.json");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /// Lines of a panel.
    ///
    /// @param panel title of the panel
    /// @param description what the panel tells
    /// @param expression what Prometheus is asked
    /// @param legend what is said of each line; a label's value stands for its name in double braces
    record Query(String panel, String description, String expression, String legend) {

        /// The labels that the legend names.
        List<String> labels() {
            return LABEL.matcher(legend).results().map(found -> found.group(1)).toList();
        }

        /// What is said of the line with these labels.
        String legend(Map<String, String> labels) {
            return LABEL.matcher(legend)
                    .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
        }
    }

    private Dashboard() {}

    /// All queries, panel after panel.
    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(FILE.toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").asText(),
                        panel.path("description").asText(),
                        target.path("expr").asText(),
                        target.path("legendFormat").asText()));
            }
        }
        return queries;
    }
}
