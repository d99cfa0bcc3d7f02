package dev.evoka.cli.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Lays out the folder `/opt/evoka` of an image: the jars that its service needs, without the native libraries of other
/// systems, the options of its JVM, and the bill of materials.
public final class ImageContents {

    private static final String HOME = "/opt/evoka";
    private static final String DEPENDENCIES = "dependencies.txt";

    private final ImageService service;
    private final Platform platform;

    ImageContents(ImageService service, Platform platform) {
        this.service = service;
        this.platform = platform;
    }

    /// @param arguments service, folder of all jars, folder to write to
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: SERVICE FROM TO");
        }
        new ImageContents(
                        ImageService.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                        Platform.of(System.getProperty("os.arch")))
                .write(Path.of(arguments[1]), Path.of(arguments[2]));
    }

    /// @param from all jars of the program, and Maven's list of them
    /// @throws IllegalArgumentException if there are no jars
    void write(Path from, Path to) throws IOException {
        Path lib = Files.createDirectories(to.resolve("lib"));
        Bill bill = new Bill(service, from.resolve(DEPENDENCIES));
        List<String> classpath = new ArrayList<>();
        for (Path jar : jars(from)) {
            String name = jar.getFileName().toString();
            if (service.needs(name)) {
                copy(jar, lib.resolve(name));
                if (!name.startsWith("evoka-cli-")) { // the program itself, what the image is about
                    bill.add(name, sha256(jar));
                }
                classpath.add("%s/lib/%s".formatted(HOME, name));
            }
        }
        if (classpath.isEmpty()) {
            throw new IllegalArgumentException("no jars in %s: run mvn package first".formatted(from));
        }
        Files.writeString(to.resolve("java.options"), options(classpath));
        bill.write(to.resolve("sbom.json"));
    }

    private static List<Path> jars(Path from) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            return all.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /// JAVA_TOOL_OPTIONS of the container comes before these, and EVOKA_LOG_LEVEL sets how much is logged. Compilation
    /// goes after the work itself, so that many containers which start at once on few cores are soon ready.
    private String options(List<String> classpath) {
        return """
                -XX:MaxRAMPercentage=%d -XX:InitialRAMPercentage=5 -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC
                -XX:-UsePerfData -XX:-PrintWarnings -XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
                -Djava.io.tmpdir=/var/lib/evoka -Dlogback.configurationFile=%s/logback.xml
                -Devoka.home=%s -cp %s
                """.formatted(service.heapPercentage(), HOME, HOME, String.join(":", classpath));
    }

    private void copy(Path jar, Path target) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
            to.setLevel(Deflater.BEST_COMPRESSION);
            for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!platform.foreign(entry.getName())) {
                    ZipEntry kept = new ZipEntry(entry.getName());
                    kept.setTime(entry.getTime());
                    to.putNextEntry(kept);
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(to);
                    }
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
