package dev.evoka.registry;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Settings of the registry client and the serdes, under Confluent's keys.
///
/// @param urls `schema.registry.url`: one or more, tried in turn
/// @param autoRegister `auto.register.schemas`
/// @param useLatest `use.latest.version`: write with the newest schema of the subject instead of the own one
/// @param authorization value of the Authorization header; empty = none
/// @param subjects how subjects are named
public record RegistryConfig(
        List<URI> urls, boolean autoRegister, boolean useLatest, String authorization, SubjectNaming subjects) {

    public static final String URL = "schema.registry.url";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String USE_LATEST = "use.latest.version";
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_USER_INFO = "basic.auth.user.info";
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_TOKEN = "bearer.auth.token";
    public static final String SUBJECT_STRATEGY = "value.subject.name.strategy";

    /// Reads the settings.
    ///
    /// @throws IllegalArgumentException with key, value and remedy
    public static RegistryConfig of(Map<String, ?> configs) {
        String urls = text(configs, URL, "");
        if (urls.isBlank()) {
            throw new IllegalArgumentException(
                    URL + " is missing: give the registry's address, like http://localhost:8081");
        }
        List<URI> addresses = Arrays.stream(urls.split(",", -1))
                .map(String::strip)
                .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url))
                .toList();
        return new RegistryConfig(
                addresses,
                flag(configs, AUTO_REGISTER, true),
                flag(configs, USE_LATEST, false),
                Authorization.of(
                        addresses.getFirst(),
                        text(configs, BASIC_SOURCE, "URL"),
                        text(configs, BASIC_USER_INFO, ""),
                        text(configs, BEARER_SOURCE, ""),
                        text(configs, BEARER_TOKEN, "")),
                SubjectNaming.named(text(configs, SUBJECT_STRATEGY, "TopicNameStrategy")));
    }

    private static String text(Map<String, ?> configs, String key, String absent) {
        Object value = configs.get(key);
        return value == null ? absent : value.toString();
    }

    private static boolean flag(Map<String, ?> configs, String key, boolean absent) {
        String value = text(configs, key, Boolean.toString(absent));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("%s must be true or false but was %s".formatted(key, value));
        };
    }
}
