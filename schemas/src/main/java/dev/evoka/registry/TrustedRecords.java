package dev.evoka.registry;

import dev.evoka.schemas.Run;
import org.apache.avro.util.ClassSecurityValidator;

/// Avro makes instances of trusted classes only: tells it that the generated records are.
final class TrustedRecords {

    static {
        String ours = Run.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(ours)));
    }

    private TrustedRecords() {}

    /// Sees to it, once in a process.
    static void trust() {}
}
