package dev.evoka.coordinator.control;

import java.io.IOException;
import java.nio.file.Path;

/// Rebuilds models of runs from the log of their updates. Evaluators know how; the coordinator is only given the file.
public interface ModelFiles {

    /// Writes the model of a run, as it was before a generation, as an ONNX file.
    ///
    /// @throws dev.evoka.spec.SpecException if the log is not that long
    void write(String run, long generation, Path file) throws IOException, InterruptedException;
}
