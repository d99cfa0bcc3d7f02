package dev.evoka.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `evoka` commands of a cluster, each a process of its own, killed at the end.
final class Programs implements AutoCloseable {

    private final Path folder;
    private final List<String> cluster;
    private final List<Program> started = new ArrayList<>();

    /// @param cluster options that name broker and registry
    Programs(Path folder, String... cluster) {
        this.folder = folder;
        this.cluster = List.of(cluster);
    }

    Program start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(cluster);
        Program program = Program.evoka(folder.resolve(arguments[0] + ".log"), all.toArray(String[]::new));
        started.add(program);
        return program.start();
    }

    @Override
    public void close() {
        started.forEach(Program::close);
    }
}
