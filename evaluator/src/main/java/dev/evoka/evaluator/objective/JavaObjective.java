package dev.evoka.evaluator.objective;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A [BlackBox] from the class path or a plug-in.
final class JavaObjective implements PointObjective {

    private final BlackBox blackBox;
    private final URLClassLoader plugins;
    private final Duration limit;

    private JavaObjective(BlackBox blackBox, URLClassLoader plugins, Duration limit) {
        this.blackBox = blackBox;
        this.plugins = plugins;
        this.limit = limit;
    }

    /// Makes an instance of the black box with this name.
    ///
    /// @throws SpecException if there is none, or it cannot be made
    static JavaObjective open(ObjectiveSpec.Java spec, ObjectiveSettings settings) {
        URLClassLoader plugins = new URLClassLoader(jars(settings.plugins()), JavaObjective.class.getClassLoader());
        boolean found = false;
        try {
            JavaObjective objective = new JavaObjective(find(spec.java(), plugins, settings), plugins, spec.timeout());
            found = true;
            return objective;
        } finally {
            if (!found) {
                close(plugins);
            }
        }
    }

    private static BlackBox find(String name, ClassLoader loader, ObjectiveSettings settings) {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (BlackBox each : ServiceLoader.load(BlackBox.class, loader)) {
                if (each.objectiveName().equals(name)) {
                    return each;
                }
                names.add(each.objectiveName());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new SpecException("objective.java: a BlackBox cannot be made: " + e.getMessage(), e);
        }
        throw new SpecException("objective.java: no BlackBox is called '%s' on the class path or in %s, there %s"
                .formatted(
                        name,
                        settings.plugins()
                                .map(Path::toString)
                                .orElse("plug-ins (set " + ObjectiveSettings.PLUGINS_VARIABLE + " to their folder)"),
                        names.isEmpty() ? "is none" : "are " + names));
    }

    private static URL[] jars(Optional<Path> folder) {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path is a URL", e);
        } catch (IOException | UncheckedIOException e) {
            throw new SpecException("plug-ins in %s cannot be read: %s".formatted(folder.get(), e.getMessage()), e);
        }
    }

    @Override
    public double error(double[] parameters) throws Exception {
        return blackBox.error(parameters);
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public void close() {
        if (blackBox instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("objective.java: closing failed: " + e.getMessage(), e);
            }
        }
        close(plugins);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
