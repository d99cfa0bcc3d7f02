package dev.evoka.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.CommandsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The files under `docs` that follow from the code are what the code says.
class GeneratedDocsTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static void assertUpToDate(String name, String text) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as(
                        "docs/%s is stale: mvn test -pl cli -am -Dtest=GeneratedDocsTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true writes it",
                        name)
                .isEqualTo(text);
    }

    @Test
    void theSchemaOfRunSpecs() throws IOException {
        assertUpToDate("run-spec.schema.json", RunSpecSchema.text());
    }

    @Test
    void theReferenceOfRunSpecs() throws IOException {
        assertUpToDate("reference/spec.md", ReferencePage.text());
    }

    @Test
    void theReferenceOfCommands() throws IOException {
        assertUpToDate("reference/commands.md", CommandsPage.text());
    }

    @Test
    void everyKeyHasAMeaning() {
        assertThat(RunSpecSections.objectives()).allSatisfy(GeneratedDocsTest::hasMeanings);
        assertThat(RunSpecSections.optimizers()).allSatisfy(GeneratedDocsTest::hasMeanings);
        hasMeanings(RunSpecSections.data());
        hasMeanings(RunSpecSections.generate());
        hasMeanings(RunSpecSections.parameters());
        hasMeanings(RunSpecSections.stop());
        hasMeanings(RunSpecSections.stagnation());
        hasMeanings(RunSpecSections.failures());
    }

    private static void hasMeanings(Section section) {
        for (Key key : section.keys()) {
            assertThat(key.meaning())
                    .as("@param %s in the javadoc of the record of '%s'", key.name(), section.title())
                    .isNotEmpty();
        }
    }
}
