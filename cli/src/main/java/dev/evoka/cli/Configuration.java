package dev.evoka.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The configuration that is in force, for people to read. Secrets are masked.
final class Configuration {

    private static final String MASK = "******";
    private static final List<String> SECRETS =
            List.of("password", "secret", "token", "jaas", "user.info", "credential", "key.pem", "ssl.keystore.key");

    private Configuration() {}

    /// A line for each option that has a value: where it comes from, and what it is.
    static List<String> lines(CommandSpec spec, Map<String, Object> client) {
        List<String> lines = new ArrayList<>();
        ParseResult typed = spec.commandLine().getParseResult();
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            Object value =
                    option.getValue() instanceof Optional<?> optional ? optional.orElse(null) : option.getValue();
            if (value == null || List.of("", "false", "[]").contains(value.toString()) || option.usageHelp()) {
                continue;
            }
            String source = typed.hasMatchedOption(option)
                    ? "typed"
                    : spec.defaultValueProvider() instanceof Defaults defaults ? defaults.source(name) : "default";
            lines.add("  %s = %s (%s)".formatted(name.substring(2), masked(name, value), source));
        }
        new TreeMap<>(client).forEach((key, value) -> lines.add("  client %s = %s".formatted(key, masked(key, value))));
        return lines;
    }

    private static String masked(String key, Object value) {
        String lower = key.toLowerCase(Locale.ROOT).replace('-', '.');
        boolean secret = !lower.endsWith("tokens") && SECRETS.stream().anyMatch(lower::contains);
        return secret ? MASK : String.valueOf(value);
    }
}
