package dev.evoka.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Where the value of an option comes from that is not typed: the environment, then the file of client properties.
/// `--http-port` is `EVOKA_HTTP_PORT` there, and `evoka.http.port` here.
///
/// @param environment variables
/// @param file properties of the file; none if there is no file
record Defaults(Map<String, String> environment, Properties file) implements IDefaultValueProvider {

    private static final String HELP = "--help";
    private static final String VERSION = "--version";

    @Override
    @SuppressWarnings("NullAway") // picocli's contract: null = there is none
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)
                || option.longestName().equals(HELP)
                || option.longestName().equals(VERSION)) {
            return null;
        }
        String name = option.longestName();
        return Optional.ofNullable(environment.get(variable(name)))
                .or(() -> Optional.ofNullable(file.getProperty(key(name))))
                .orElse(null);
    }

    /// Variable of an option.
    static String variable(String option) {
        return "EVOKA_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// Key of an option in the file.
    static String key(String option) {
        return "evoka." + option.substring(2).replace('-', '.');
    }

    /// Where an option's value comes from.
    String source(String option) {
        if (environment.containsKey(variable(option))) {
            return variable(option);
        }
        return file.containsKey(key(option)) ? "file" : "default";
    }
}
