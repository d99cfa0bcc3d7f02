package dev.evoka.cli;

import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a small transformer with random weights as an ONNX file.
@Command(
        name = "generate-model",
        mixinStandardHelpOptions = true,
        description = "Writes a small transformer with random weights as an ONNX model.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GenerateModelCommand implements Callable<Integer> {

    private static final List<String> KINDS = List.of("gpt", "bert");

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "gpt: a decoder that predicts the next token. bert: an encoder that classifies a text.")
    String kind;

    @Parameters(index = "1", paramLabel = "FILE", description = "ONNX file to write.")
    Path file;

    @Option(names = "--layers", paramLabel = "N", description = "Blocks (default: ${DEFAULT-VALUE}).")
    int layers = 2;

    @Option(names = "--width", paramLabel = "N", description = "Numbers for each token (default: ${DEFAULT-VALUE}).")
    int width = 32;

    @Option(names = "--heads", paramLabel = "N", description = "Attention heads (default: ${DEFAULT-VALUE}).")
    int heads = 2;

    @Option(names = "--context", paramLabel = "N", description = "Longest text, in tokens (default: ${DEFAULT-VALUE}).")
    int context = 64;

    @Option(
            names = "--vocabulary",
            paramLabel = "N",
            description = "Number of tokens (default: ${DEFAULT-VALUE}, which is ASCII).")
    int vocabulary = 128;

    @Option(names = "--classes", paramLabel = "N", description = "Classes of a bert (default: ${DEFAULT-VALUE}).")
    int classes = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the weights (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!KINDS.contains(kind)) {
            throw new SpecException("generate-model.kind must be one of %s but was '%s'%s"
                    .formatted(String.join(", ", KINDS), kind, Suggestion.near(kind, KINDS)));
        }
        TransformerGraph transformer = graph();
        try {
            Files.write(file, transformer.random(seed).bytes());
        } catch (IOException e) {
            throw new SpecException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
        spec.commandLine().getOut().printf("%d weights: %s%n", transformer.weights(), file);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private TransformerGraph graph() {
        try {
            return new TransformerGraph(layers, width, heads, context, vocabulary, kind.equals("gpt") ? 0 : classes);
        } catch (IllegalArgumentException e) {
            throw new SpecException("generate-model: " + e.getMessage(), e);
        }
    }
}
