package dev.evoka.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the `evoka` command is launched: the class path of this test, flags for a quick start, and an ahead-of-time
/// cache, which halves the time that a process needs to be ready.
public final class Launch {

    private static final String MAIN = "dev.evoka.cli.Evoka";
    private static final String TRAINING = """
            name: training
            objective: {function: sphere}
            parameters: {dimension: 2, bounds: [-1, 1]}
            optimizer: {algorithm: random-search}
            stop: {generations: 5}
            """;

    private static final List<Path> PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .toList();

    private static Optional<Path> cache = Optional.empty();
    private static boolean trained;

    private Launch() {}

    /// Arguments of the `java` launcher for an `evoka` command.
    public static List<String> evoka(String... arguments) {
        return java(MAIN, cache().map(file -> List.of("-XX:AOTCache=" + file)).orElse(List.of()), arguments);
    }

    /// Arguments of the `java` launcher for any program of the class path.
    static List<String> java(String main, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dlogback.configurationFile=logback.xml", // the command's own, not that of tests
                "-Xlog:aot*=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Jar files first: a cache holds for a class path that begins like the one that it was trained with.
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        PATH.stream().filter(Files::isRegularFile).forEach(jar -> parts.add(jar.toString()));
        PATH.stream().filter(Files::isDirectory).forEach(folder -> parts.add(folder.toString()));
        return String.join(File.pathSeparator, parts);
    }

    /// The cache; empty if Evoka's modules are not in jar files, which a cache cannot hold.
    private static synchronized Optional<Path> cache() {
        if (!trained) {
            trained = true;
            boolean jars = PATH.stream()
                    .filter(Files::isDirectory)
                    .noneMatch(folder -> Files.exists(folder.resolve(MAIN.replace('.', '/') + ".class")));
            cache = jars ? Optional.of(train()) : Optional.empty();
        }
        return cache;
    }

    private static Path train() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "launch").toAbsolutePath());
            Path file = folder.resolve("evoka.aot");
            if (Files.exists(file) && newest().compareTo(Files.getLastModifiedTime(file)) < 0) {
                return file;
            }
            Path spec = Files.writeString(folder.resolve("training.yaml"), TRAINING);
            Path data = Files.createTempDirectory(folder, "training");
            String jars = String.join(
                    File.pathSeparator,
                    PATH.stream()
                            .filter(Files::isRegularFile)
                            .map(Path::toString)
                            .toList());
            List<String> command = new ArrayList<>(java(
                    MAIN,
                    List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot=off"),
                    "run",
                    spec.toString(),
                    "--data-dir",
                    data.toString()));
            command.set(command.indexOf("-cp") + 1, jars);
            command.addFirst(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("training.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError("training failed, see " + folder.resolve("training.log"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static FileTime newest() throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        for (Path jar : PATH.stream().filter(Files::isRegularFile).toList()) {
            FileTime time = Files.getLastModifiedTime(jar);
            newest = time.compareTo(newest) > 0 ? time : newest;
        }
        return newest;
    }
}
