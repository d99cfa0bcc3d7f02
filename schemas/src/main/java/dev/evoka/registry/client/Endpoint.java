package dev.evoka.registry.client;

import dev.evoka.spec.SpecException;
import java.net.URI;
import java.util.Locale;

/// One address of a registry, and what it is to be told about who asks. Prints without the secret.
///
/// @param url without credentials and without a slash at the end
/// @param authorization value of the Authorization header; empty = none
record Endpoint(URI url, String authorization) {

    /// The address that the user wrote.
    ///
    /// @throws SpecException if it is none of http or https
    static Endpoint of(String address, Credentials credentials) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new SpecException(wrong(address), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new SpecException(wrong(address));
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        URI bare = URI.create(scheme + "://" + uri.getHost() + port + path.replaceFirst("/+$", ""));
        return new Endpoint(bare, credentials.header(uri));
    }

    private static String wrong(String address) {
        return "%s must be an address like http://localhost:8081 but was %s"
                .formatted(RegistryConfig.URL, address.replaceFirst("//[^/@]*@", "//"));
    }

    boolean isEncrypted() {
        return url.getScheme().equals("https");
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
