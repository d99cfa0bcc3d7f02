package dev.evoka.cli.remote;

import dev.evoka.cli.client.Coordinator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A run, and the coordinator to ask for it.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunOptions {

    @Parameters(paramLabel = "RUN", description = "Identifier of the run.")
    String run;

    @Mixin
    CoordinatorOptions where;

    /// Path of the run in the REST service.
    String path() {
        return "/runs/" + Coordinator.encoded(run);
    }
}
