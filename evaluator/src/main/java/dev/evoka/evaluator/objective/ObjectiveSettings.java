package dev.evoka.evaluator.objective;

import java.nio.file.Path;
import java.util.Optional;

/// What objectives may do on this machine. It belongs to the machine's configuration, never to a run.
///
/// @param allowCommands true if runs may start external commands here
/// @param plugins folder of jars with [BlackBox] classes
public record ObjectiveSettings(boolean allowCommands, Optional<Path> plugins) {

    /// Environment variable that names the folder of plug-ins.
    public static final String PLUGINS_VARIABLE = "EVOKA_PLUGINS";

    /// System property with the folder of the installation; plug-ins are in `plugins` below it.
    public static final String HOME_PROPERTY = "evoka.home";

    /// Plug-ins from `EVOKA_PLUGINS`, else from the folder `plugins` of the installation.
    public static ObjectiveSettings of(boolean allowCommands) {
        Optional<Path> plugins = Optional.ofNullable(System.getenv(PLUGINS_VARIABLE))
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(home -> Path.of(home, "plugins")));
        return new ObjectiveSettings(allowCommands, plugins);
    }
}
