package dev.evoka.benchmarks.bbob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs optimizers over the 24 functions and writes a table and a picture of what they reached.
///
/// Arguments, each `key=value`, all optional: `dimensions=5,20`, `instances=1-5`, `functions=1-24`,
/// `budgets=100,1000,2000` (times the dimension), `algorithms=cma-es,hipparchus` (default: all), `threads=1`,
/// `parallelism=1` (what our algorithms plan for), `output=folder` for the table and the pictures.
final class Bbob {

    private final Choices choices;

    private Bbob(Choices choices) {
        this.choices = choices;
    }

    static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Choices choices = Choices.of(arguments);
        List<Scores> scores = new Bbob(choices).run();
        String table = Table.of(scores, choices.budgets());
        System.out.print(table);
        if (choices.detail()) {
            System.out.print(Table.functions(scores, choices.budgets().getLast()));
        }
        if (choices.output().isPresent()) {
            Path folder = Files.createDirectories(choices.output().get());
            Files.writeString(folder.resolve("bbob.md"), table);
            for (int dimension : choices.dimensions()) {
                Picture.write(
                        scores, dimension, choices.budgets().getLast(), folder.resolve("bbob-" + dimension + ".svg"));
            }
        }
    }

    private List<Scores> run() throws InterruptedException, ExecutionException {
        List<Scores> scores = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(choices.threads())) {
            for (int dimension : choices.dimensions()) {
                for (Contender contender : choices.contenders()) {
                    scores.add(score(threads, contender, dimension));
                }
            }
        }
        return scores;
    }

    private Scores score(ExecutorService threads, Contender contender, int dimension)
            throws InterruptedException, ExecutionException {
        List<Future<Scores.Result>> open = new ArrayList<>();
        for (int function : choices.functions()) {
            for (int instance : choices.instances()) {
                open.add(threads.submit(() -> attempt(contender, new Instance(function, dimension, instance))));
            }
        }
        List<Scores.Result> results = new ArrayList<>();
        for (Future<Scores.Result> each : open) {
            results.add(each.get());
        }
        return new Scores(contender.name(), dimension, results);
    }

    private Scores.Result attempt(Contender contender, Instance instance) {
        long budget = (long) choices.budgets().getLast() * instance.dimension();
        Attempt attempt = new Attempt(Suite.problem(instance), budget);
        try {
            contender.minimise(attempt, 1_000L * instance.number() + instance.function());
        } catch (Attempt.Over over) {
            // What was reached until then counts.
        }
        return new Scores.Result(instance.function(), attempt.reached());
    }
}
