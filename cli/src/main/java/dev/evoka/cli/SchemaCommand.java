package dev.evoka.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the JSON Schema of run specs.
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of run specs, for editors.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SchemaCommand implements Callable<Integer> {

    private static final String RESOURCE = "/run-spec.schema.json";

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
            if (schema == null) {
                throw new IllegalStateException("the build left %s out".formatted(RESOURCE));
            }
            spec.commandLine().getOut().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
