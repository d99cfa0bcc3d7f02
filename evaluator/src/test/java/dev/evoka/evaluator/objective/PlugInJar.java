package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/// A jar with a class that is compiled on the spot.
final class PlugInJar {

    private static final String SERVICE = "META-INF/services/" + BlackBox.class.getName();

    private PlugInJar() {}

    /// Compiles a class and writes a jar into the folder.
    ///
    /// @param name full name of the class
    /// @param provider what the jar says that its black box is
    static void write(Path folder, String name, String source, String provider) throws IOException {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        Path file = Files.writeString(folder.resolve(simple + ".java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(result).isZero();
        String entry = name.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(simple + ".jar")))) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(Files.readAllBytes(folder.resolve(entry)));
            jar.putNextEntry(new ZipEntry(SERVICE));
            jar.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }
}
