package dev.evoka.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageServiceTest {

    /// The class path of these tests without the jars that an image leaves out.
    private static URL[] needed(ImageService service) throws MalformedURLException {
        List<URL> needed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (service.needs(Path.of(entry).getFileName().toString())) {
                needed.add(Path.of(entry).toUri().toURL());
            }
        }
        return needed.toArray(URL[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void metersNeedNoJarThatIsLeftOut(ImageService service) throws Exception {
        try (URLClassLoader image = new URLClassLoader(needed(service), ClassLoader.getPlatformClassLoader())) {
            Class<?> scrape = image.loadClass(ScrapeWithoutTheRest.class.getName());
            assertThat(scrape.getClassLoader()).isSameAs(image);
            Callable<?> text = (Callable<?>) scrape.getConstructor().newInstance();
            assertThat((String) text.call())
                    .contains("own_counter_total 1.0", "own_timer_seconds_bucket", "own_gauge 2.0");
        }
    }
}
