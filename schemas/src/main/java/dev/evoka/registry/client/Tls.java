package dev.evoka.registry.client;

import dev.evoka.spec.SpecException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/// How the registry proves who it is, and the client who it is: Kafka's `ssl.` keys behind the prefix
/// `schema.registry.`, with JKS, PKCS12 and PEM stores.
///
/// @param settings Kafka's keys without the prefix; empty = what the JDK trusts
record Tls(Map<String, String> settings) {

    static final String PREFIX = "schema.registry.ssl.";
    private static final String IDENTIFICATION = "endpoint.identification.algorithm";

    /// Reads it from a client's properties.
    ///
    /// @throws SpecException if host names are not to be checked, which this client cannot
    static Tls of(Settings settings) {
        Map<String, String> below = settings.below(PREFIX);
        String identification = below.getOrDefault(IDENTIFICATION, "https");
        if (!identification.equalsIgnoreCase("https")) {
            throw new SpecException(
                    "%s%s must be https but was '%s': give the registry a certificate for the host name in %s"
                            .formatted(PREFIX, IDENTIFICATION, identification, RegistryConfig.URL));
        }
        return new Tls(below);
    }

    /// Loads the stores.
    ///
    /// @throws SpecException if a store cannot be used, with what Kafka says of it
    SSLContext context() {
        ConfigDef keys = new ConfigDef().withClientSslSupport();
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(keys.parse(prefixed()));
            return factory.sslContext();
        } catch (KafkaException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new SpecException(
                    "%s* cannot be used: %s (%s): check location, password and type"
                            .formatted(PREFIX, e.getMessage(), root.getMessage()),
                    e);
        }
    }

    private Map<String, String> prefixed() {
        Map<String, String> kafka = new HashMap<>();
        settings.forEach((key, value) -> kafka.put("ssl." + key, value));
        return kafka;
    }

    @Override
    public String toString() {
        return "Tls" + settings.keySet();
    }
}
