package dev.evoka.topics;

import dev.evoka.spec.SpecException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the names of topics and groups begin with. Stacks of different names share brokers and know nothing of each
/// other. It is in the environment of every process of a stack, since whoever reads a topic has to call it the same.
///
/// @param name of the stack
public record StackName(String name) {

    /// Variable of the environment.
    public static final String VARIABLE = "EVOKA_STACK";

    private static final String USUAL = "evoka";

    /// Kafka allows these characters in a topic's name, and 249 of them.
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final StackName OWN = of(System.getenv(VARIABLE));

    /// The stack of this process.
    public static StackName own() {
        return OWN;
    }

    /// @param value of the variable; `evoka` if it is missing or blank
    static StackName of(@Nullable String value) {
        return new StackName(value == null || value.isBlank() ? USUAL : value);
    }

    /// Looks whether Kafka takes such names.
    ///
    /// @throws SpecException if it does not
    public void check() {
        if (!LEGAL.matcher(name).matches()) {
            throw new SpecException(
                    "%s must have letters, digits, '.', '_' and '-', begin with a letter or digit, and be of at most 100 characters, but was '%s'"
                            .formatted(VARIABLE, name));
        }
    }

    /// The stack's name of a topic.
    ///
    /// @param topic name within the stack, like `runs`
    String topic(String topic) {
        return prefix() + topic;
    }

    /// What the names of all its topics begin with.
    public String prefix() {
        return name + ".";
    }

    /// The stack's name of a group of consumers.
    ///
    /// @param group name within the stack, like `evaluators`
    public String group(String group) {
        return name + "-" + group;
    }
}
