package dev.evoka.registry.server;

import dev.evoka.registry.server.Entry.HighestId;
import dev.evoka.registry.server.Entry.LevelChange;
import dev.evoka.registry.server.Entry.ModeChange;
import dev.evoka.registry.server.Entry.Removal;
import dev.evoka.registry.server.Entry.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the registry knows: subjects, their versions, levels and modes. Pure: no HTTP, no Kafka, no lock.
final class RegistryState {

    /// Which versions are looked at.
    enum Visible {
        /// Those that are not deleted.
        LIVE,
        /// The deleted ones too.
        ALL,
        /// The deleted ones alone.
        DELETED;

        boolean shows(Version version) {
            return switch (this) {
                case LIVE -> !version.deleted();
                case ALL -> true;
                case DELETED -> version.deleted();
            };
        }
    }

    private final TreeMap<String, TreeMap<Integer, Version>> subjects = new TreeMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final Map<String, Mode> modes = new HashMap<>();
    private int highestId;

    /// Takes an entry in.
    void apply(Entry entry) {
        switch (entry) {
            case Version version -> {
                subjects.computeIfAbsent(version.subject(), subject -> new TreeMap<>())
                        .put(version.version(), version);
                highestId = Math.max(highestId, version.id());
            }
            case Removal removal -> {
                TreeMap<Integer, Version> versions = subjects.getOrDefault(removal.subject(), new TreeMap<>());
                versions.remove(removal.version());
                if (versions.isEmpty()) {
                    subjects.remove(removal.subject());
                }
            }
            case LevelChange change -> put(levels, change.subject(), change.level());
            case ModeChange change -> put(modes, change.subject(), change.mode());
            case HighestId highest -> highestId = Math.max(highestId, highest.id());
        }
    }

    private static <T> void put(Map<String, T> map, String subject, Optional<T> value) {
        value.ifPresentOrElse(each -> map.put(subject, each), () -> map.remove(subject));
    }

    private Stream<Version> all() {
        return subjects.values().stream().flatMap(versions -> versions.values().stream());
    }

    /// Names of the subjects that have such versions, in order.
    List<String> subjects(Visible visible) {
        return all().filter(visible::shows).map(Version::subject).distinct().toList();
    }

    /// Versions of a subject, oldest first.
    List<Version> versions(String subject, Visible visible) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
                .filter(visible::shows)
                .toList();
    }

    /// All versions that have this identifier, in order of subject and version.
    List<Version> users(int id, Visible visible) {
        return all().filter(version -> version.id() == id)
                .filter(visible::shows)
                .toList();
    }

    /// The schema of an identifier, deleted ones included.
    Optional<String> schema(int id) {
        return users(id, Visible.ALL).stream().findFirst().map(Version::schema);
    }

    /// The identifier that a schema has, or the next free one.
    int identifier(String schema) {
        return all().filter(version -> version.schema().equals(schema))
                .findFirst()
                .map(Version::id)
                .orElse(highestId + 1);
    }

    /// Number of a subject's next version.
    int nextVersion(String subject) {
        TreeMap<Integer, Version> versions = subjects.getOrDefault(subject, new TreeMap<>());
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    int highestId() {
        return highestId;
    }

    /// The level that a subject, or [Entry#EVERY_SUBJECT], has of its own.
    Optional<Level> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /// The level that applies to a subject.
    Level level(String subject) {
        return ownLevel(subject).or(() -> ownLevel(Entry.EVERY_SUBJECT)).orElse(Level.BACKWARD);
    }

    /// The mode that a subject, or [Entry#EVERY_SUBJECT], has of its own.
    Optional<Mode> ownMode(String subject) {
        return Optional.ofNullable(modes.get(subject));
    }

    /// The mode that applies to a subject.
    Mode mode(String subject) {
        return ownMode(subject).or(() -> ownMode(Entry.EVERY_SUBJECT)).orElse(Mode.READWRITE);
    }
}
