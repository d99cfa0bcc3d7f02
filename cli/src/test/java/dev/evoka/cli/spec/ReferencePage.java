package dev.evoka.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Writes `docs/reference/spec.md`: every key of every section.
final class ReferencePage {

    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String text() {
        return new ReferencePage().page();
    }

    private String page() {
        page.append("""
                # Run spec

                A run spec is a YAML file (or JSON, which is YAML). Unknown keys are refused. This page and
                [`run-spec.schema.json`](../run-spec.schema.json) are written from the code; `./evoka schema` prints the
                schema. An editor with a YAML language server completes and checks a spec that begins with a line like

                ```yaml
                # yaml-language-server: $schema=../docs/run-spec.schema.json
                ```

                ## Top level

                | key | type | default | meaning |
                |---|---|---|---|
                | `name` | string | **required** | short name: letters, digits, `-`, `_` and `.` |
                | [`objective`](#objective) | section | **required** | what is minimised |
                | [`parameters`](#parameters) | section | none | what is searched |
                | [`optimizer`](#optimizer) | section | `auto` | how it is searched; needed for model weights |
                | [`stop`](#stop) | section | **required** | when the run ends |
                | [`failures`](#failures) | section | see there | how many failures the run bears |
                | `seed` | integer | 1 | every random number follows from it: the same spec and seed give the same run |

                """);
        page.append(
                "## objective\n\nOne of these. [How to minimise your own error](../how-to-objectives.md) has examples.\n\n");
        RunSpecSections.objectives().forEach(variant -> table("### objective: " + variant.title(), variant));
        table("### objective.data of rows", RunSpecSections.data());
        table("### objective.data.generate", RunSpecSections.generate());
        table("### objective.data of model weights", RunSpecSections.text());
        page.append("""
                ### Files

                A file is one of

                - `data/wine.csv`: a path, relative to the spec's folder. `./evoka submit` sends the file along;
                - `{url: https://host/wine.csv, sha256: …}`: every machine fetches the file itself, once, and checks it;
                - `{path: /mnt/data/wine.csv, sha256: …}`: every machine finds the file under this path, and checks it.

                The digest is what `sha256sum` says. [How to run the service](../how-to-service.md#large-files) has more.

                """);
        table("## parameters", RunSpecSections.parameters());
        page.append("""
                `initialisation` is one of

                - `bounds`: uniform within the bounds;
                - `{uniform: [low, high]}`: uniform in every dimension;
                - `{normal: [mean, deviation]}`: normal in every dimension;
                - `{point: [x1, x2, …], spread: s}`: a given point, with `s` as the first step size;
                - `{points: [[x1, x2, …], […]], spread: s}`: several given points, the most promising first.

                A parameter in `space` is one of

                - `[low, high]`: a real number;
                - `{log: [low, high]}`: a positive real number that is searched by its logarithm;
                - `{integer: [low, high]}`: a whole number, both ends included;
                - `{category: [a, b, …]}`: one of several values; evaluators see its number, from 0.

                """);
        page.append(
                "## optimizer\n\nThe settings depend on `algorithm`, which is `auto` if none is named. Where a setting is an algorithm itself, it is a name or");
        page.append(" a mapping\nwith `algorithm` and its settings.\n\n");
        RunSpecSections.optimizers().forEach(variant -> table("### " + variant.title(), variant));
        page.append("## optimizer of model weights\n\nThe settings depend on `algorithm`.\n\n");
        RunSpecSections.seededOptimizers().forEach(variant -> table("### weights: " + variant.title(), variant));
        table("### optimizer.validation", RunSpecSections.validation());
        table("## stop", RunSpecSections.stop());
        page.append("At least one of them is needed. An optimizer that has converged ends its run in any case.\n\n");
        table("### stop.stagnation", RunSpecSections.stagnation());
        table("## failures", RunSpecSections.failures());
        page.append("Durations are written like `500ms`, `30s`, `10m`, `2h` or `1d`.\n");
        return page.toString();
    }

    private void table(String heading, Section section) {
        page.append(heading).append("\n\n");
        if (!section.summary().isEmpty()) {
            page.append(plain(section.summary())).append("\n\n");
        }
        page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
        for (Key key : section.keys()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            key.name(),
                            type(key.type()),
                            key.required()
                                    ? "**required**"
                                    : key.fallback().map(ReferencePage::value).orElse("none"),
                            plain(key.meaning())));
        }
        page.append('\n');
    }

    /// References of javadoc as code; bars would end a cell.
    private static String plain(String text) {
        return text.replaceAll("\\[#?([A-Za-z.]+)]", "`$1`").replace("|", "\\|");
    }

    private static String value(JsonNode value) {
        String text = value.isTextual() && value.asText().startsWith("PT")
                ? value.asText().substring(2).toLowerCase(java.util.Locale.ROOT)
                : value.isTextual() ? value.asText() : value.toString();
        return text.isEmpty() || text.equals("[]") ? "none" : "`" + text.replace("\n", "\\n") + "`";
    }

    private static String type(JsonNode schema) {
        if (schema.has("const")) {
            return "`" + schema.get("const").asText() + "`";
        }
        if (schema.has("enum")) {
            return texts(schema.get("enum"));
        }
        if (schema.has("oneOf")) {
            return "see below";
        }
        if (schema.has("anyOf")) {
            return schema.has("title") ? "[file](#files)" : "algorithm";
        }
        return switch (schema.path("type").asText()) {
            case "array" ->
                schema.path("maxItems").asInt() == 2 ? "[low, high]" : "list of " + type(schema.get("items"));
            case "object" ->
                schema.path("additionalProperties").isObject()
                        ? "name: " + type(schema.get("additionalProperties"))
                        : "section";
            case "string" -> schema.has("pattern") ? "duration" : "string";
            case String other -> other;
        };
    }

    private static String texts(JsonNode words) {
        List<String> texts = StreamSupport.stream(words.spliterator(), false)
                .map(word -> "`" + word.asText() + "`")
                .toList();
        return texts.stream().collect(Collectors.joining(", "));
    }
}
