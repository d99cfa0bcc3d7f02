package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Gives a run more budget.
@Command(
        name = "extend",
        mixinStandardHelpOptions = true,
        description = "Changes the stop conditions of a run. One that has finished or was stopped goes on.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ExtendCommand implements Callable<Integer> {

    private static final String NONE = "none";

    @Mixin
    AskOptions options;

    @Option(names = "--generations", paramLabel = "N", description = "Most generations in all; none = no limit.")
    Optional<String> generations = Optional.empty();

    @Option(names = "--evaluations", paramLabel = "N", description = "Most evaluations in all; none = no limit.")
    Optional<String> evaluations = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Longest time since the submission, like 2h; none = no limit.")
    Optional<String> time = Optional.empty();

    @Option(names = "--target", paramLabel = "ERROR", description = "Error that is good enough; none = no target.")
    Optional<String> target = Optional.empty();

    @Option(names = "--no-stagnation", description = "Go on even if nothing gets better.")
    boolean noStagnation;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ObjectNode body = options.body();
        ObjectNode stop = body.putObject("stop");
        generations.ifPresent(each -> put(stop, "generations", each));
        evaluations.ifPresent(each -> put(stop, "evaluations", each));
        target.ifPresent(each -> put(stop, "target", each));
        time.ifPresent(each -> {
            if (each.equals(NONE)) {
                stop.putNull("time");
            } else {
                stop.put("time", each);
            }
        });
        if (noStagnation) {
            stop.putNull("stagnation");
        }
        if (stop.isEmpty()) {
            throw new SpecException(
                    "nothing to change: give --generations, --evaluations, --time, --target or --no-stagnation");
        }
        return options.ask("extend", body, spec.commandLine().getOut());
    }

    private static void put(ObjectNode stop, String key, String value) {
        if (value.equals(NONE)) {
            stop.putNull(key);
            return;
        }
        try {
            if (key.equals("target")) {
                stop.put(key, Double.parseDouble(value));
            } else {
                stop.put(key, Long.parseLong(value));
            }
        } catch (NumberFormatException e) {
            throw new SpecException("--%s must be a number or none but was %s".formatted(key, value), e);
        }
    }
}
