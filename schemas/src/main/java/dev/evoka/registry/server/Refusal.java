package dev.evoka.registry.server;

import java.util.List;

/// The registry refuses a request, with Confluent's status and error code.
final class Refusal extends RuntimeException {

    private final int status;
    private final int code;

    private Refusal(int code, String message) {
        super(message);
        this.code = code;
        this.status = code < 1000 ? code : code / 100;
    }

    /// HTTP status.
    int status() {
        return status;
    }

    /// `error_code` of the answer.
    int code() {
        return code;
    }

    static Refusal badRequest(String why) {
        return new Refusal(400, why);
    }

    static Refusal noSuchPath() {
        return new Refusal(404, "HTTP 404 Not Found");
    }

    static Refusal noSuchMethod() {
        return new Refusal(405, "HTTP 405 Method Not Allowed");
    }

    static Refusal noSubject(String subject) {
        return new Refusal(40401, "Subject '%s' not found.".formatted(subject));
    }

    static Refusal noVersion(int version) {
        return new Refusal(40402, "Version %d not found.".formatted(version));
    }

    static Refusal noSchema(String which) {
        return new Refusal(40403, "Schema %snot found".formatted(which));
    }

    static Refusal subjectDeleted(String subject) {
        return new Refusal(
                40404, "Subject '%s' is deleted already: permanent=true removes it for good".formatted(subject));
    }

    static Refusal subjectNotDeleted(String subject) {
        return new Refusal(40405, "Subject '%s' must be deleted before it can be removed for good".formatted(subject));
    }

    static Refusal versionDeleted(String subject, int version) {
        return new Refusal(
                40406,
                "Version %d of subject '%s' is deleted already: permanent=true removes it for good"
                        .formatted(version, subject));
    }

    static Refusal versionNotDeleted(String subject, int version) {
        return new Refusal(
                40407,
                "Version %d of subject '%s' must be deleted before it can be removed for good"
                        .formatted(version, subject));
    }

    static Refusal noLevel(String subject) {
        return new Refusal(40408, "Subject '%s' has no compatibility level of its own".formatted(subject));
    }

    static Refusal noMode(String subject) {
        return new Refusal(40409, "Subject '%s' has no mode of its own".formatted(subject));
    }

    static Refusal incompatible(String subject, String why) {
        return new Refusal(
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"%s\": %s"
                        .formatted(subject, why));
    }

    static Refusal invalidSchema(String why) {
        return new Refusal(42201, "Invalid schema: " + why);
    }

    static Refusal invalidVersion(String version) {
        return new Refusal(
                42202,
                "The specified version '%s' is not a valid version id: it must be \"latest\" or from 1 to %d"
                        .formatted(version, Integer.MAX_VALUE));
    }

    static Refusal invalidLevel(String level) {
        return new Refusal(
                42203,
                "Invalid compatibility level '%s': it must be one of %s".formatted(level, List.of(Level.values())));
    }

    static Refusal invalidMode(String mode) {
        return new Refusal(42204, "Invalid mode '%s': this registry knows %s".formatted(mode, List.of(Mode.values())));
    }

    static Refusal readOnly(String subject) {
        return new Refusal(42205, "Subject %s is in read-only mode".formatted(subject));
    }

    static Refusal importing(String subject) {
        return new Refusal(42205, "Subject %s is not in import mode".formatted(subject));
    }

    static Refusal store(String why) {
        return new Refusal(50001, "Error in the backend data store: " + why);
    }
}
