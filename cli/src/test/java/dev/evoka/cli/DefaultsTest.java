package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Where the values of options come from.
class DefaultsTest {

    private final CoordinatorCommand command = new CoordinatorCommand();

    private CommandLine parse(Map<String, String> environment, Properties file, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setDefaultValueProvider(new Defaults(environment, file));
        line.parseArgs(arguments);
        return line;
    }

    private static Properties file(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }

    @Test
    void whatIsTypedWinsOverTheEnvironmentOverTheFileOverTheDefault() {
        Map<String, String> environment = Map.of("EVOKA_HTTP_PORT", "2");
        Properties file = file("evoka.http.port", "3");
        parse(environment, file, "--http-port", "1");
        assertThat(command.http.port).isEqualTo(1);
        parse(environment, file);
        assertThat(command.http.port).isEqualTo(2);
        parse(Map.of(), file);
        assertThat(command.http.port).isEqualTo(3);
        parse(Map.of(), new Properties());
        assertThat(command.http.port).isEqualTo(8080);
    }

    @Test
    void theConfigurationSaysWhereItComesFromAndHidesSecrets() {
        CommandLine line =
                parse(Map.of("EVOKA_HTTP_KEYSTORE_PASSWORD", "hush-1"), file("evoka.slots", "8"), "--instance", "me");
        List<String> lines = Configuration.lines(
                line.getCommandSpec(),
                Map.of("bootstrap.servers", "k:1", "sasl.jaas.config", "hush-2", "basic.auth.user.info", "hush-3"));
        assertThat(lines)
                .contains(
                        "  instance = me (typed)",
                        "  slots = 8 (file)",
                        "  http-port = 8080 (default)",
                        "  http-keystore-password = ****** (EVOKA_HTTP_KEYSTORE_PASSWORD)",
                        "  client bootstrap.servers = k:1",
                        "  client sasl.jaas.config = ******");
        assertThat(lines.toString()).doesNotContain("hush");
    }
}
