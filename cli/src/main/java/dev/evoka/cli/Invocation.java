package dev.evoka.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// The command line as it was typed, so that it can be typed again.
///
/// @param program what the user calls us
/// @param arguments what came after it
record Invocation(String program, List<String> arguments) {

    /// Set by the `evoka` script to its own name.
    private static final String PROGRAM = "evoka.program";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");
    private static final String AGAIN = "--again";

    /// Options with a value that say where a run's log is.
    private static final List<String> PLACES =
            List.of("--data-dir", "--bootstrap-server", "--schema-registry", "--command-config");

    Invocation {
        arguments = List.copyOf(arguments);
    }

    static Invocation of(CommandSpec spec) {
        return new Invocation(
                System.getProperty(PROGRAM, "evoka"),
                spec.root().commandLine().getParseResult().originalArgs());
    }

    /// The same command for another repetition of the run.
    Invocation again(int repetition) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(AGAIN)) {
                i++;
            } else if (!arguments.get(i).startsWith(AGAIN + "=")) {
                others.add(arguments.get(i));
            }
        }
        others.add(AGAIN);
        others.add(Integer.toString(repetition));
        return new Invocation(program, others);
    }

    /// The command that writes a run's model, with the same place of the log.
    Invocation export(String run, String file) {
        List<String> others = new ArrayList<>(List.of("export", run, "--to", file));
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i).split("=", 2)[0];
            if (PLACES.contains(option)) {
                others.add(arguments.get(i));
                if (option.equals(arguments.get(i)) && i + 1 < arguments.size()) {
                    others.add(arguments.get(++i));
                }
            }
        }
        return new Invocation(program, others);
    }

    /// As a shell reads it.
    @Override
    public String toString() {
        return program + arguments.stream().map(each -> " " + quoted(each)).collect(Collectors.joining());
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
