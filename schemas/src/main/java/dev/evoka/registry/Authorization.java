package dev.evoka.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The Authorization header by Confluent's credential sources.
final class Authorization {

    private Authorization() {}

    static String of(URI url, String basicSource, String userInfo, String bearerSource, String token) {
        if (bearerSource.equals("STATIC_TOKEN")) {
            return "Bearer " + token;
        }
        if (!bearerSource.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s must be STATIC_TOKEN but was %s".formatted(RegistryConfig.BEARER_SOURCE, bearerSource));
        }
        String user = switch (basicSource) {
            case "USER_INFO" -> userInfo;
            case "URL" -> url.getUserInfo() == null ? "" : url.getUserInfo();
            default ->
                throw new IllegalArgumentException(
                        "%s must be URL or USER_INFO but was %s".formatted(RegistryConfig.BASIC_SOURCE, basicSource));
        };
        return user.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }
}
