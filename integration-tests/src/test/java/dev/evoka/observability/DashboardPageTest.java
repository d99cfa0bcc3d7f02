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

            ![Thirteen panels over six minutes, in Grafana's dark theme](images/dashboard.png)

            The picture was drawn from the dashboard's file by the panel components of Grafana 12.1.0 (`@grafana/ui`), out of a Prometheus that read a
            coordinator and its evaluators every 5 s. It was not taken from a Grafana server, which puts its menus around the panels. In it

            - three evaluators share four slots, so one of them has two slots and more to do than the others; a genetic algorithm lets them run a
              program that fails for one candidate in fifty
            - 22:23:33: a fourth evaluator makes waiting shorter, and all equally busy
            - 22:24:43: training a small GPT begins beside it
            - 22:25:49 to 22:26:15: the evaluator 127.0.1.2 is frozen, its blocks are given to others, and its late answers do not count
            - 22:27:00: annealing of a perceptron begins, whose evaluations are short
            - 22:28:03: the evaluator 127.0.1.3 is stopped, and four slots are shared by three again

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
