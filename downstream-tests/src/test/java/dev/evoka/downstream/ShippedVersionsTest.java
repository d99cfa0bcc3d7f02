package dev.evoka.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is tested here is what the image ships.
class ShippedVersionsTest {

    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>([^<]+)</artifactId><version>([^<]+)</version>");

    private static String pom(String... place) throws Exception {
        return Files.readString(Path.of("..", place));
    }

    private static String value(String pom, String version) {
        String name = version.replaceAll("[${}]", "");
        Matcher matcher =
                Pattern.compile("<%s>([^<]+)</%s>".formatted(name, name)).matcher(pom);
        return matcher.find() ? matcher.group(1) : version;
    }

    @Test
    void theImageHasTheVersionsThatAreTested() throws Exception {
        Map<String, String> shipped = new TreeMap<>();
        Matcher found = DEPENDENCY.matcher(pom("deploy", "downstream", "pom.xml"));
        while (found.find()) {
            shipped.put(found.group(1), found.group(2));
        }
        String parent = pom("pom.xml");
        Map<String, String> tested = new TreeMap<>();
        Matcher managed = DEPENDENCY.matcher(parent);
        while (managed.find()) {
            if (shipped.containsKey(managed.group(1))) {
                tested.put(managed.group(1), value(parent, managed.group(2)));
            }
        }
        assertThat(shipped).hasSize(3).isEqualTo(tested);
    }
}
