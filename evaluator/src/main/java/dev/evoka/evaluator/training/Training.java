package dev.evoka.evaluator.training;

import dev.evoka.evaluator.data.NamedFiles;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.evaluator.statistics.StatisticSums;
import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.MiniBatches;
import dev.evoka.measures.ExactSum;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Candidate;
import dev.evoka.seeded.Instruction;
import dev.evoka.spec.RunSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/// A run's model and its data in memory, ready to evaluate candidates. Thread-safe.
///
/// Memory: the weights as their base has them, once more for each candidate that is evaluated at the same time, and
/// the data.
public final class Training implements AutoCloseable {

    /// What names a set of examples.
    private record Place(Batch batch, int shard, int shards) {}

    /// A set of examples, ready for any candidate.
    private record Chosen(Place place, long examples, Scoring.Prepared prepared) {}

    private volatile Optional<Chosen> last = Optional.empty();
    private final TrainedModel model;
    private final int classes;
    private final Examples examples;
    private final MiniBatches batches;
    private final Scoring train;
    private final Scoring validation;

    private Training(TrainingSpec spec, TrainingFacts facts, TrainingRules rules) {
        this.model = new TrainedModel(spec, facts, rules);
        TrainingData data = TrainingData.load(spec, facts, model.tokenizer(), model.classes(), rules.seed());
        this.classes = data.classes();
        this.examples = data.examples();
        this.train = data.train();
        this.validation = data.validation();
        this.batches = new MiniBatches(
                rules.seed(),
                train.size(),
                spec.batch().orElseGet(() -> MiniBatches.sizeFor(examples, MiniBatches.USUAL_TOKENS)));
    }

    /// What the submission finds out. The model is tried on a mini-batch.
    ///
    /// @param files finds the files
    /// @throws SpecException if files are missing, or model and data do not fit
    public static TrainingSurvey survey(TrainingSpec spec, RunSpec run, NamedFiles files) {
        TextSpec text = spec.text();
        TrainingFacts facts = new TrainingFacts(
                TrainingFile.of(spec.file(), files, "objective.file"),
                spec.tokenizer().equals(TrainingSpec.BYTES)
                        ? Optional.empty()
                        : Optional.of(TrainingFile.of(spec.tokenizer(), files, "objective.tokenizer")),
                TrainingFile.of(text.file(), files, "objective.data"),
                text.validation().map(file -> TrainingFile.of(file, files, "objective.data.validation")));
        try (Training training = new Training(spec, facts, TrainingRules.of(run))) {
            training.model.rehearse(training.examples);
            return new TrainingSurvey(
                    facts, training.model.base().size(), training.classes, spec.error(), spec.judge());
        }
    }

    /// Opens the training of a run.
    ///
    /// @param facts what the submission found out, as JSON
    /// @throws SpecException if a file is not there or not what it was
    public static Training open(RunSpec run, String facts) {
        return new Training(TrainingSpec.of(run.objective()), TrainingFacts.of(facts), TrainingRules.of(run));
    }

    /// The model.
    public TrainedModel model() {
        return model;
    }

    /// Evaluates candidates of a generation on a shard.
    ///
    /// @return their statistics; empty if the base is not that generation's any more
    public Optional<ShardStatistics> evaluate(
            long generation, Instruction instruction, int first, int count, int shard, int shards) {
        Scoring scoring = instruction.batch().validation() ? validation : train;
        Chosen chosen = chosen(new Place(instruction.batch(), shard, shards), scoring);
        StatisticSums sums = new StatisticSums(count * scoring.statistics(), shards == 1);
        ExactSum[] exact = new ExactSum[scoring.statistics()];
        Arrays.setAll(exact, i -> new ExactSum());
        boolean all = model.work(worker -> {
            for (int i = 0; i < count; i++) {
                if (!made(generation, instruction, first + i, worker)) {
                    return false;
                }
                chosen.prepared().add(worker, exact);
                for (int s = 0; s < exact.length; s++) {
                    sums.put(i * exact.length + s, exact[s]);
                    exact[s].clear();
                }
            }
            return true;
        });
        return all ? Optional.of(sums.statistics(chosen.examples())) : Optional.empty();
    }

    private boolean made(long generation, Instruction instruction, int index, OnnxWorker worker) {
        Candidate candidate = instruction.recipe().candidate(model.seed(), generation, index);
        return model.base().perturb(generation, candidate, instruction.scale(), worker.copy());
    }

    /// All candidates of a generation see the same examples: they are made ready once.
    private Chosen chosen(Place place, Scoring scoring) {
        Optional<Chosen> known = last.filter(each -> each.place().equals(place));
        if (known.isPresent()) {
            return known.get();
        }
        LongStream all = place.batch().validation()
                ? LongStream.range(0, scoring.size())
                : LongStream.of(batches.examples(place.batch().number()));
        long[] here =
                all.filter(example -> example % place.shards() == place.shard()).toArray();
        Chosen chosen = new Chosen(place, here.length, scoring.prepared(model.sources(), LongStream.of(here)));
        last = Optional.of(chosen);
        return chosen;
    }

    @Override
    public void close() {
        model.close();
    }
}
