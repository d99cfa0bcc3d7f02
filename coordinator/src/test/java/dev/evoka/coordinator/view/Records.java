package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Records for tests.
public final class Records {

    static {
        ValueSerdes.of(Map.of()); // lets Avro copy our records
    }

    private Records() {}

    public static Run run(String id) {
        return Run.newBuilder()
                .setRun(id)
                .setName(id)
                .setSpec("""
                        {"name": "r", "objective": {"function": "sphere"}, "optimizer": {"algorithm": "cma-es"},
                         "stop": {"generations": 10}}""")
                .setMeasure("direct")
                .setClasses(0)
                .setShards(1)
                .setParameters(List.of("x"))
                .setFacts("{}")
                .setWanted(WantedState.RUNNING)
                .setSubmitted(Instant.ofEpochMilli(1_000))
                .setSubmitter("ada")
                .build();
    }

    public static Run wanted(Run run, WantedState state) {
        return Run.newBuilder(run).setWanted(state).setReason("coffee").build();
    }

    public static Progress progress(String run, long generation, String state) {
        return new Progress(
                run,
                generation,
                (generation + 1) * 100,
                100,
                1.0 / (generation + 1),
                0.5,
                0.6,
                0.7,
                0.8,
                0.1,
                0L,
                generation + 1.0,
                state,
                state.equals("running") ? "" : "because",
                null);
    }

    public static Best best(String run, long generation) {
        return new Best(run, generation, 0, 0.5, 100L, "{\"x\":1.0}");
    }
}
