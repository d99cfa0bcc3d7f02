package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page about the topics says what is in the schemas. With `-Ddocs.write=true` it is written anew.
class TopicsPageTest {

    private static final Path PAGE = Path.of("../docs/topics.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        int end = page.indexOf(TopicsPage.MARK);
        assertThat(end).as("docs/topics.md has the line " + TopicsPage.MARK).isPositive();
        String wanted = page.substring(0, end) + TopicsPage.MARK + "\n\n" + TopicsPage.sections();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, wanted);
        } else {
            assertThat(page)
                    .as(
                            "docs/topics.md is stale: mvn test -pl schemas -Dtest=TopicsPageTest -Ddocs.write=true writes it")
                    .isEqualTo(wanted);
        }
    }

    @Test
    void everyTopicIsOnThePage() {
        for (Topic topic : Topic.values()) {
            assertThat(TopicsPage.sections()).contains("## " + topic.topicName() + "\n");
        }
    }
}
