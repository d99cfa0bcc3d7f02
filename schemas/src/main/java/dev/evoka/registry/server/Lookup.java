package dev.evoka.registry.server;

import dev.evoka.registry.server.Entry.Version;
import dev.evoka.registry.server.RegistryState.Visible;
import java.util.List;

/// Finds versions that a request names, or refuses with the code that says what is missing.
final class Lookup {

    private Lookup() {}

    /// The versions of a subject, oldest first, at least one.
    static List<Version> versions(RegistryState state, String subject, Visible visible) {
        List<Version> found = state.versions(subject, visible);
        if (found.isEmpty()) {
            throw Refusal.noSubject(subject);
        }
        return found;
    }

    /// The version of this number; `latest` and -1 are the newest.
    static Version version(RegistryState state, String subject, String wanted, Visible visible) {
        if (isLatest(wanted)) {
            return versions(state, subject, visible).getLast();
        }
        int number = number(wanted);
        return versions(state, subject, visible).stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> Refusal.noVersion(number));
    }

    static boolean isLatest(String wanted) {
        return wanted.equals("latest") || wanted.equals("-1");
    }

    private static int number(String wanted) {
        try {
            int number = Integer.parseInt(wanted);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalidVersion(wanted);
        }
        throw Refusal.invalidVersion(wanted);
    }
}
