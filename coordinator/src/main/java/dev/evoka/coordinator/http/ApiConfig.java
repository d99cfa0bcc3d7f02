package dev.evoka.coordinator.http;

import dev.evoka.artifacts.ArtifactFolder;
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

    /// The same, but nothing can be changed.
    public ApiConfig readOnly() {
        return new ApiConfig(client, address, access.readOnly(), certificate, files);
    }
}
