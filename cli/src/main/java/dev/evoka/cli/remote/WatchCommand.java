package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import dev.evoka.cli.client.Events;
import dev.evoka.cli.client.ServiceException;
import dev.evoka.cli.console.Display;
import dev.evoka.cli.console.Displays;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.cli.watch.RemoteView;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows how a run goes on, until it ends.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows how a run goes on, until it ends. Ctrl-C leaves it alone.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class WatchCommand implements Callable<Integer> {

    private static final long PAUSE_MILLISECONDS = 1_000;

    @Mixin
    RunOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Display display = Displays.of(spec.commandLine().getOut());
        Thread self = Thread.currentThread();
        try (Interrupts interrupts = new Interrupts(self::interrupt);
                Coordinator coordinator = options.where.open()) {
            RemoteView view = new RemoteView(display);
            boolean seen = false;
            while (!interrupts.asked()) {
                try (Events events =
                        coordinator.events("%s/events?after=%d".formatted(options.path(), view.newest()))) {
                    seen = true;
                    for (Optional<JsonNode> event = events.next(); event.isPresent(); event = events.next()) {
                        if (view.show(event.get(), System.nanoTime())) {
                            return view.failed() ? 1 : 0;
                        }
                    }
                } catch (UncheckedIOException e) {
                    display.update("connecting again");
                } catch (ServiceException e) {
                    if (!seen) {
                        throw e;
                    }
                    display.update("connecting again");
                }
                interrupts.await(PAUSE_MILLISECONDS);
            }
            return interrupts.exitCode();
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }

    private static final int INTERRUPTED = 130;
}
