package dev.evoka.downstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of its own, in a folder of its own.
final class PostgreSql implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "evoka";
    private static final long LIMIT_SECONDS = 60;

    private final List<String> asUser;
    private final Path folder;
    private final int port;
    private final Process process;

    /// The folder of the programs, if this machine has them.
    static Optional<Path> programs() throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        Arrays.stream(System.getenv("PATH").split(":", -1)).map(Path::of).forEach(folders::add);
        return folders.stream()
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .findFirst();
    }

    /// PostgreSQL refuses to run as root: then it becomes the user that its package has made.
    PostgreSql(Path programs) throws Exception {
        asUser = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : List.of();
        folder = Path.of(output("mktemp", "-d").strip());
        port = freePort();
        String data = folder.resolve("data").toString();
        output(programs.resolve("initdb").toString(), "-D", data, "-U", USER, "--auth=trust", "--no-sync");
        process = start(
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                folder.toString(),
                "-F");
        Thread.ofVirtual()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {}));
        awaitUp();
    }

    private Process start(String... command) throws IOException {
        List<String> whole = new ArrayList<>(asUser);
        whole.addAll(List.of(command));
        return new ProcessBuilder(whole)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private String output(String... command) throws IOException, InterruptedException {
        Process started = start(command);
        String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + text);
        }
        return text;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitUp() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new AssertionError("PostgreSQL did not start", e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /// Address for JDBC.
    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, USER);
    }

    /// The rows that a query finds, each as its values in text.
    ///
    /// @throws SQLException if it fails, because a table is not there yet for example
    List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            output("kill", "-INT", Long.toString(process.pid()));
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            output("rm", "-rf", folder.toString());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
