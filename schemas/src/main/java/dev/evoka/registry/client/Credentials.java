package dev.evoka.registry.client;

import dev.evoka.spec.SpecException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/// Who asks, by Confluent's credential sources. None of them prints its secret.
sealed interface Credentials {

    String BASIC_SOURCE = "basic.auth.credentials.source";
    String USER_INFO = "basic.auth.user.info";
    String BEARER_SOURCE = "bearer.auth.credentials.source";
    String TOKEN = "bearer.auth.token";
    String JAAS = "sasl.jaas.config";

    /// The Authorization header for an address; empty = none.
    String header(URI address);

    /// User and password, if any, stand in each address: `https://user:password@host`.
    record InAddress() implements Credentials {
        @Override
        public String header(URI address) {
            String userInfo = address.getUserInfo();
            return userInfo == null || userInfo.isEmpty() ? "" : basic(userInfo);
        }
    }

    /// The same header for every address.
    record Fixed(String secret) implements Credentials {
        @Override
        public String header(URI address) {
            return secret;
        }

        @Override
        public String toString() {
            return "Fixed[…]";
        }
    }

    /// Reads them from a client's properties.
    ///
    /// @throws SpecException with the key, and what would be right
    static Credentials of(Settings settings) {
        String bearer = settings.text(BEARER_SOURCE, "");
        boolean basic = settings.has(BASIC_SOURCE);
        if (!bearer.isEmpty() && basic) {
            throw new SpecException("%s and %s exclude each other: set one".formatted(BASIC_SOURCE, BEARER_SOURCE));
        }
        if (!bearer.isEmpty()) {
            return bearer(bearer, settings);
        }
        if (settings.has(TOKEN)) {
            throw new SpecException("%s is without effect: set %s=STATIC_TOKEN".formatted(TOKEN, BEARER_SOURCE));
        }
        String source = settings.text(BASIC_SOURCE, "URL");
        if (settings.has(USER_INFO) && !source.equals("USER_INFO")) {
            throw new SpecException("%s is without effect: set %s=USER_INFO".formatted(USER_INFO, BASIC_SOURCE));
        }
        return switch (source) {
            case "URL" -> new InAddress();
            case "USER_INFO" -> new Fixed(basic(userInfo(settings)));
            case "SASL_INHERIT" -> new Fixed(basic(inherited(settings)));
            default ->
                throw new SpecException(
                        "%s must be URL, USER_INFO or SASL_INHERIT but was %s".formatted(BASIC_SOURCE, source));
        };
    }

    private static Credentials bearer(String source, Settings settings) {
        if (!source.equals("STATIC_TOKEN")) {
            throw new SpecException("%s must be STATIC_TOKEN but was %s".formatted(BEARER_SOURCE, source));
        }
        String token = settings.text(TOKEN, "");
        if (token.isEmpty()) {
            throw new SpecException("%s is missing: give the token".formatted(TOKEN));
        }
        return new Fixed("Bearer " + token);
    }

    private static String userInfo(Settings settings) {
        String userInfo = settings.text(USER_INFO, "");
        if (!userInfo.contains(":")) {
            throw new SpecException("%s %s: give user:password"
                    .formatted(USER_INFO, userInfo.isEmpty() ? "is missing" : "has no colon"));
        }
        return userInfo;
    }

    private static String inherited(Settings settings) {
        try {
            Map<String, Password> given =
                    settings.has(JAAS) ? Map.of(JAAS, new Password(settings.text(JAAS, ""))) : Map.of();
            List<AppConfigurationEntry> entries =
                    JaasContext.loadClientContext(given).configurationEntries();
            String user = JaasContext.configEntryOption(entries, "username", null);
            String password = JaasContext.configEntryOption(entries, "password", null);
            if (user != null && password != null) {
                return user + ":" + password;
            }
        } catch (KafkaException | IllegalArgumentException e) {
            throw new SpecException(noLogin(), e);
        }
        throw new SpecException(noLogin());
    }

    private static String noLogin() {
        return "%s=SASL_INHERIT needs a user name and a password in %s: set it, or give %s=USER_INFO and %s"
                .formatted(BASIC_SOURCE, JAAS, BASIC_SOURCE, USER_INFO);
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
