package dev.evoka.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The page about the dashboard says what the dashboard asks. With `-Ddocs.write=true` it is written anew.
class DashboardPageTest {

    private static final Path PAGE = Path.of("../docs/dashboard.md");
    private static final String HEAD = """
            # The dashboard

            What `deploy/observability/grafana/dashboards/evoka.json` shows, and what it asks Prometheus for it. The metrics are explained
            in [Deployment](deployment.md#observe). `DashboardIT` asks a real Prometheus, which reads a coordinator and two evaluators, each of
            these queries. This page is written by `mvn test -pl integration-tests -am -Dtest=DashboardPageTest
            -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`.

            | panel | what it tells | lines | query |
            |---|---|---|---|
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        List<Dashboard.Query> queries = Dashboard.queries();
        String wanted = HEAD
                + IntStream.range(0, queries.size())
                        .mapToObj(i -> row(queries, i))
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, wanted);
        } else {
            assertThat(Files.readString(PAGE))
                    .as(PAGE + " is stale, its first lines say how to write it")
                    .isEqualTo(wanted);
        }
    }

    /// Title and description stand in the first row of a panel.
    private static String row(List<Dashboard.Query> queries, int i) {
        Dashboard.Query query = queries.get(i);
        boolean first = i == 0 || !queries.get(i - 1).panel().equals(query.panel());
        String legend = query.legend().replaceAll("\\{\\{(\\w+)}}", "*$1*");
        return "| %s | %s | %s | `%s` |\n"
                .formatted(first ? query.panel() : "", first ? query.description() : "", legend, query.expression());
    }
}
