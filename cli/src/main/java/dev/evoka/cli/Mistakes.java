package dev.evoka.cli;

import dev.evoka.spec.SpecException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong in one line. A user's mistake is exit code 2, a failure 1.
final class Mistakes implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final int USER = 2;
    private static final int FAILURE = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        Object root = line.getCommandSpec().root().userObject();
        if (root instanceof Evoka evoka && evoka.verbose) {
            failure.printStackTrace(line.getErr());
        }
        say(line, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return failure instanceof SpecException ? USER : FAILURE;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        String what = mistake instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : String.valueOf(mistake.getMessage());
        say(
                line,
                "%s: '%s --help' shows what there is"
                        .formatted(what, line.getCommandSpec().qualifiedName()));
        return USER;
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        List<String> suggestions = mistake.getSuggestions();
        return "there is no '%s'%s"
                .formatted(
                        mistake.getUnmatched().getFirst(),
                        suggestions.isEmpty() ? "" : " (did you mean '%s'?)".formatted(suggestions.getFirst()));
    }

    private static void say(CommandLine line, String message) {
        line.getErr()
                .println("evoka: "
                        + message.lines()
                                .map(String::strip)
                                .reduce((a, b) -> a + " " + b)
                                .orElse(""));
        line.getErr().flush();
    }
}
