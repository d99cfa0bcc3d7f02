package dev.evoka.cli;

import dev.evoka.cli.broker.DataFolder;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Options that name a run and the place where its log is: a cluster, or the folder of an embedded broker.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunSource {

    @Parameters(paramLabel = "RUN", description = "Identifier of the run, as 'evoka run' says it when it begins.")
    String run;

    @Mixin
    Cluster cluster;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Folder of the embedded broker that the run was on (default: the one that 'evoka run' takes).")
    @Nullable
    Path dataDir;

    /// A connection to the log.
    ///
    /// @param client client properties
    /// @param broker what is to be closed afterwards
    record Connection(Map<String, Object> client, AutoCloseable broker) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                broker.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) { // AutoCloseable declares it
                throw new IOException(e);
            }
        }
    }

    /// Connects; starts the embedded broker if the log is in a folder.
    ///
    /// @throws SpecException if the place is named wrongly
    Connection connect() throws IOException, InterruptedException {
        if (cluster.bootstrapServer != null) {
            if (dataDir != null) {
                throw new SpecException("--data-dir is the embedded broker's: leave it out beside --bootstrap-server");
            }
            return new Connection(cluster.client(), () -> {});
        }
        Path path = dataDir == null ? RunCommand.defaultFolder(run) : dataDir;
        if (!Files.isDirectory(path)) {
            throw new SpecException(
                    "there is no data folder %s: give the run's --data-dir, or --bootstrap-server of its cluster"
                            .formatted(path));
        }
        DataFolder folder = DataFolder.open(path);
        EmbeddedCluster embedded = new EmbeddedCluster(folder, 0, false);
        embedded.awaitBroker();
        return new Connection(embedded.client(), () -> {
            embedded.close();
            folder.close();
        });
    }
}
