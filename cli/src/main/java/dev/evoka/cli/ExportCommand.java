package dev.evoka.cli;

import dev.evoka.cli.result.OutputFile;
import dev.evoka.spec.SpecException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a run's model as a file, rebuilt from the log of its updates.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the model of a run, as it was at any generation, to a file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportCommand implements Callable<Integer> {

    private static final String ONNX = ".onnx";
    private static final String SAFETENSORS = ".safetensors";

    @Mixin
    ModelSource source;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "File to write: .onnx the whole model, .safetensors its trained weights.")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(ONNX) && !name.endsWith(SAFETENSORS)) {
            throw new SpecException("--to must end in .onnx or .safetensors but was " + file);
        }
        OutputFile output = new OutputFile("--to", file);
        output.check();
        source.with((model, chosen) -> {
            output.write(name.endsWith(ONNX) ? model.model()::writeOnnx : model.model()::writeSafetensors);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s is run %s after %,d updates, weights sha256 %s%n",
                            file,
                            source.run(),
                            chosen,
                            HexFormat.of().formatHex(model.model().base().digest()));
            spec.commandLine().getOut().flush();
        });
        return 0;
    }
}
