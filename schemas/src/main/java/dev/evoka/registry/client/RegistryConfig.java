package dev.evoka.registry.client;

import dev.evoka.spec.SpecException;
import java.util.Arrays;
import java.util.List;

/// How a registry is reached, under Confluent's keys. Prints without secrets.
///
/// @param endpoints `schema.registry.url`: one or more, tried in turn
/// @param tls `schema.registry.ssl.*`
/// @param patience time-outs and retries
record RegistryConfig(List<Endpoint> endpoints, Tls tls, Patience patience) {

    static final String URL = "schema.registry.url";

    RegistryConfig {
        endpoints = List.copyOf(endpoints);
    }

    /// Reads the settings.
    ///
    /// @throws SpecException with key, value and remedy
    static RegistryConfig of(Settings settings) {
        String urls = settings.text(URL, "");
        if (urls.isEmpty()) {
            throw new SpecException(URL + " is missing: give the registry's address, like http://localhost:8081");
        }
        Credentials credentials = Credentials.of(settings);
        List<Endpoint> endpoints = Arrays.stream(urls.split(",", -1))
                .map(url -> Endpoint.of(url.strip(), credentials))
                .toList();
        return new RegistryConfig(endpoints, Tls.of(settings), Patience.of(settings));
    }
}
