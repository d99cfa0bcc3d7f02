package dev.evoka.coordinator.http;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The certificate that the service shows.
///
/// @param keystore file with certificate and key, PKCS12 or JKS
/// @param password its password
public record Certificate(Path keystore, String password) {

    /// A context for servers.
    ///
    /// @throws SpecException if the file cannot be used
    SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new SpecException("--http-keystore %s cannot be used: %s".formatted(keystore, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return "Certificate[%s]".formatted(keystore);
    }
}
