package dev.evoka.containers;

import dev.evoka.evaluator.objective.BlackBox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// A folder of plug-ins with [SlowSphere] in it.
final class PlugIns {

    private PlugIns() {}

    static Path in(Path folder) throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        String entry = SlowSphere.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("slow.jar")));
                InputStream code = Objects.requireNonNull(SlowSphere.class.getResourceAsStream("/" + entry))) {
            jar.putNextEntry(new ZipEntry(entry));
            code.transferTo(jar);
            jar.putNextEntry(new ZipEntry("META-INF/services/" + BlackBox.class.getName()));
            jar.write(SlowSphere.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }
}
