package dev.evoka.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evoka.cli.Evoka;
import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka Connect with the configuration that is shipped writes runs to a real PostgreSQL. Skipped, with a line, where
/// there is none.
class JdbcSinkIT {

    private static final int GENERATIONS = 12;
    private static final long LIMIT_SECONDS = 120;
    private static final String COUNTS =
            "select (select count(*) from evoka_best), (select count(*) from evoka_progress)";

    @TempDir
    Path folder;

    private static Path programs() throws Exception {
        Optional<Path> programs = PostgreSql.programs();
        if (programs.isEmpty()) {
            System.err.println("JdbcSinkIT: skipped: no PostgreSQL (Debian: apt-get install postgresql)");
        }
        assumeTrue(programs.isPresent(), "no PostgreSQL (Debian: apt-get install postgresql)");
        return programs.orElseThrow();
    }

    private void run() throws Exception {
        Path spec = Files.writeString(folder.resolve("small.yaml"), """
                name: small
                objective: {function: rosenbrock}
                parameters: {dimension: 3, bounds: [-5, 5]}
                optimizer: {algorithm: cma-es}
                stop: {generations: %d}
                """.formatted(GENERATIONS));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Evoka.class.getName(),
                        "run",
                        spec.toString(),
                        "--data-dir",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void await(PostgreSql database, ConnectWorker worker, String query, List<String> wanted)
            throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String found = "";
        while (System.nanoTime() < end && worker.alive()) {
            try {
                found = database.rows(query).toString();
                if (found.equals(List.of(wanted).toString())) {
                    return;
                }
            } catch (SQLException e) {
                found = String.valueOf(e.getMessage()); // the tables come with the first record
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("%s: wanted %s but found %s%n%s".formatted(query, wanted, found, worker.said()));
    }

    @Test
    void aTableOfBestParametersAndOneOfProgressFollowTheTopics() throws Exception {
        Path programs = programs();
        run();
        try (PostgreSql database = new PostgreSql(programs);
                EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("data/kafka"), 0)) {
            broker.start();
            try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
                Map<String, String> worker = Map.of("bootstrap.servers", broker.bootstrapServers());
                Map<String, String> connector = Map.of(
                        "connection.url",
                        database.url(),
                        "value.converter.apicurio.registry.url",
                        registry.url() + "/apis/registry/v2");
                List<String> wanted = List.of("1", Integer.toString(GENERATIONS));
                try (ConnectWorker first = new ConnectWorker(folder.resolve("first"), worker, connector, "")) {
                    await(database, first, COUNTS, wanted);
                }
                List<List<String>> rows = database.rows("select * from evoka_progress order by generation");
                assertThat(database.rows("select b.parameters from evoka_best b join evoka_progress p using (run)"
                                + " where p.state = 'finished' and p.best = b.error"))
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains("\"x1\":");
                // Every record comes once more: a table of a key is not longer for it.
                try (ConnectWorker second = new ConnectWorker(folder.resolve("second"), worker, connector, "-again")) {
                    await(
                            database,
                            second,
                            "select sum(n_tup_upd) from pg_stat_user_tables where relname = 'evoka_progress'",
                            List.of(Integer.toString(GENERATIONS)));
                    await(database, second, COUNTS, wanted);
                }
                assertThat(database.rows("select * from evoka_progress order by generation"))
                        .isEqualTo(rows);
            }
        }
    }
}
