package dev.evoka.registry;

import dev.evoka.registry.client.Settings;
import dev.evoka.spec.SpecException;

/// Which schema a value is written with, under Confluent's keys.
///
/// @param choice what decides about the schema
/// @param subjects how subjects are named
record SerdeConfig(SchemaChoice choice, SubjectNaming subjects) {

    /// What decides about the schema that a value is written with.
    enum SchemaChoice {
        /// The record's own, registered if it is not there.
        REGISTER,
        /// The record's own, which must be registered.
        LOOK_UP,
        /// The newest of the subject, which must be able to read the record's own.
        LATEST
    }

    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String SUBJECT_STRATEGY = "value.subject.name.strategy";

    /// Reads the settings.
    ///
    /// @throws SpecException with key, value and remedy
    static SerdeConfig of(Settings settings) {
        boolean latest = settings.flag(USE_LATEST, false);
        boolean register = settings.flag(AUTO_REGISTER, !latest);
        if (latest && register) {
            throw new SpecException("%s=true and %s=true exclude each other: set one of them to false"
                    .formatted(USE_LATEST, AUTO_REGISTER));
        }
        SchemaChoice choice = latest ? SchemaChoice.LATEST : register ? SchemaChoice.REGISTER : SchemaChoice.LOOK_UP;
        return new SerdeConfig(choice, SubjectNaming.named(settings.text(SUBJECT_STRATEGY, "TopicNameStrategy")));
    }
}
