package dev.evoka.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/// An embedded broker that cannot go on ends its process, as Kafka wants it: but with a line that says why.
public final class FatalExit {

    private static final long FULL_BYTES = 16L << 20;

    private FatalExit() {}

    /// @param say takes the line
    public static void explain(Path folder, Consumer<String> say) {
        Exit.Procedure procedure = (code, message) -> {
            say.accept(reason(folder, message));
            Runtime.getRuntime().halt(1);
        };
        Exit.setExitProcedure(procedure);
        Exit.setHaltProcedure(procedure);
    }

    private static String reason(Path folder, String message) {
        try {
            if (Files.getFileStore(folder).getUsableSpace() < FULL_BYTES) {
                return "no space is left for data folder %s: make room, or give another --data-dir".formatted(folder);
            }
        } catch (IOException e) {
            return "data folder %s cannot be read any more: %s".formatted(folder, e.getMessage());
        }
        return "the embedded broker in data folder %s has stopped%s: --verbose shows why"
                .formatted(folder, message == null ? "" : " (" + message + ")");
    }
}
