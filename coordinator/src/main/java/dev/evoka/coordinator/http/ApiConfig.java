package dev.evoka.coordinator.http;

import dev.evoka.artifacts.ArtifactFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings of the coordinator's REST service and page.
///
/// @param client properties for Kafka and the schema registry
/// @param address where to listen
/// @param access who may do what
/// @param certificate certificate for HTTPS; empty = HTTP
/// @param files what may be uploaded, and where it is kept
public record ApiConfig(
        Map<String, Object> client,
        InetSocketAddress address,
        Access access,
        Optional<Certificate> certificate,
        Files files) {

    /// Settings of files.
    ///
    /// @param cache where artifacts are kept
    /// @param largest bytes of the largest file that may be uploaded
    /// @param shared folders that all services see under the same path: specs may name files there without an upload
    public record Files(ArtifactFolder cache, long largest, List<Path> shared) {
        public Files {
            shared = List.copyOf(shared);
            if (largest < 1) {
                throw new IllegalArgumentException("largest must be ≥ 1 but was " + largest);
            }
        }
    }

    public ApiConfig {
        client = Map.copyOf(client);
        access.check(address.getAddress());
    }

    /// On a free port of loopback, for whoever is on this machine; files are kept in a folder and hardly uploaded.
    public static ApiConfig onLoopback(Map<String, Object> client, Path folder) {
        return new ApiConfig(
                client,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Access.loopback(),
                Optional.empty(),
                new Files(ArtifactFolder.in(folder), 1, List.of()));
    }

    /// The same, but nothing can be changed.
    public ApiConfig readOnly() {
        return new ApiConfig(client, address, access.readOnly(), certificate, files);
    }
}
