package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The topics for Strimzi's operator are those that Evoka itself creates. With `-Ddocs.write=true` they are written
/// anew.
class StrimziTopicsTest {

    private static final Path FILE = Path.of("../deploy/kubernetes/topics.yaml");
    private static final int SLOTS = 32;
    private static final String HEAD = """
            # Written by StrimziTopicsTest. The label names the Kafka cluster; the topics live where its operator looks for them.
            """;

    @Test
    void theFileIsUpToDate() throws IOException {
        String wanted = HEAD
                + Arrays.stream(Topic.values()).map(StrimziTopicsTest::yaml).collect(Collectors.joining("---\n"));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, wanted);
        } else {
            assertThat(Files.readString(FILE))
                    .as(FILE + " is stale: mvn test -pl schemas -Dtest=StrimziTopicsTest -Ddocs.write=true writes it")
                    .isEqualTo(wanted);
        }
    }

    private static String yaml(Topic topic) {
        String settings = topic.settings().entrySet().stream()
                .map(each -> "    %s: \"%s\"\n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        return """
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  namespace: kafka
                  labels: {strimzi.io/cluster: evoka}
                spec:
                  partitions: %d
                  replicas: 3
                  config:
                %s""".formatted(topic.topicName(), topic.partitions(SLOTS), settings);
    }
}
