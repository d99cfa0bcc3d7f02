package dev.evoka.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.EvokaCall;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command does with a run's model.
class ModelCommandsIT {

    @TempDir
    Path folder;

    private EvokaCall evoka(String... arguments) {
        return EvokaCall.of(arguments);
    }

    private static String digest(String said) {
        return said.substring(said.indexOf("sha256 ") + 7).strip();
    }

    @Test
    void trainsExportsContinuesATextAndShowsTheLog() throws Exception {
        SmallModel.write(folder);
        Path spec = Files.writeString(
                folder.resolve("run.yaml"), SmallModel.spec("commands", SmallModel.OPTIMIZER, 120, 50, 1));
        String data = folder.resolve("data").toString();
        EvokaCall run = evoka("run", spec.toString(), "--data-dir", data);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("finished: ").contains("evoka export");
        String id = run.out().substring(run.out().indexOf("run commands-") + 4).split(" ", 2)[0];

        Path model = folder.resolve("trained.onnx");
        EvokaCall export = evoka("export", id, "--data-dir", data, "--to", model.toString());
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out()).contains("after 119 updates");
        assertThat(Files.size(model)).isGreaterThan(Files.size(folder.resolve("gpt.onnx")) / 2);

        Path start = folder.resolve("start.onnx");
        EvokaCall first = evoka("export", id, "--data-dir", data, "--to", start.toString(), "--generation", "0");
        assertThat(digest(first.out())).isNotEqualTo(digest(export.out()));
        Path weights = folder.resolve("trained.safetensors");
        EvokaCall tensors = evoka("export", id, "--data-dir", data, "--to", weights.toString());
        assertThat(digest(tensors.out())).isEqualTo(digest(export.out()));

        EvokaCall late = evoka("export", id, "--data-dir", data, "--to", start.toString(), "--generation", "900");
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err())
                .isEqualToIgnoringNewLines(
                        "evoka: --generation must be ≤ 120, the number of updates of run %s, but was 900"
                                .formatted(id));

        EvokaCall text = evoka("generate", id, "--data-dir", data, "--prompt", "the ", "--tokens", "8", "--compare");
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out().lines().toList().get(0)).isEqualTo("--- before: 0 updates");
        assertThat(text.out().lines().toList().get(1)).startsWith("the ").hasSize(12);
        assertThat(text.out().lines().toList().get(2)).isEqualTo("--- after: 119 updates");
        assertThat(text.out().lines().toList().get(3)).startsWith("the ").hasSize(12);

        Path branch = folder.resolve("branch");
        EvokaCall branched = evoka("rollback", id, "--data-dir", data, "--generation", "50", "--to", branch.toString());
        assertThat(branched.code()).as(branched.err()).isZero();
        String other = folder.resolve("other").toString();
        EvokaCall second = evoka("run", branch.resolve("run.yaml").toString(), "--data-dir", other);
        assertThat(second.code()).as(second.err()).isZero();
        String child = second.out()
                .substring(second.out().indexOf("run commands-from-50-") + 4)
                .split(" ", 2)[0];
        Path middle = folder.resolve("middle.onnx");
        EvokaCall there = evoka("export", id, "--data-dir", data, "--to", middle.toString(), "--generation", "50");
        EvokaCall begins = evoka("export", child, "--data-dir", other, "--to", start.toString(), "--generation", "0");
        assertThat(digest(begins.out())).isEqualTo(digest(there.out()));

        EvokaCall log = evoka("log", id, "--data-dir", data);
        assertThat(log.out()).contains("updates    120 in").contains("  move").contains("snapshot   ");
    }

    @Test
    void saysWhatIsWrong() {
        EvokaCall nowhere =
                evoka("export", "run-1", "--data-dir", folder.resolve("none").toString(), "--to", "x.onnx");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("there is no data folder");
        EvokaCall kind = evoka("export", "run-1", "--to", "model.bin");
        assertThat(kind.code()).isEqualTo(2);
        assertThat(kind.err()).contains("--to must end in .onnx or .safetensors but was model.bin");
        EvokaCall tokens = evoka("generate", "run-1", "--prompt", "a", "--tokens", "0");
        assertThat(tokens.err()).contains("--tokens must be ≥ 1 but was 0");
    }
}
