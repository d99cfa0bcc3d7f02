package dev.evoka.evaluator.service;

import dev.evoka.evaluator.log.Artifacts;
import dev.evoka.evaluator.log.FollowedWeights;
import dev.evoka.evaluator.log.LocalFiles;
import dev.evoka.evaluator.log.RunCatalogue;
import dev.evoka.evaluator.log.Snapshots;
import dev.evoka.evaluator.objective.ForeignObjective;
import dev.evoka.evaluator.objective.ObjectiveSettings;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ShardObjective;
import dev.evoka.evaluator.training.TrainedModel;
import dev.evoka.evaluator.training.Training;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The objectives that this evaluator has opened, each on a shard of a run, and the answers that they give.
final class OpenObjectives implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenObjectives.class);

    private final String evaluator;
    private final RunCatalogue catalogue;
    private final LocalFiles files;
    private final ObjectiveSettings settings;
    private final LeasedObjectives<ShardObjective> objectives = new LeasedObjectives<>(this::open, System::nanoTime);
    private final LeasedObjectives<SeededRun> seeded =
            new LeasedObjectives<>((run, shard) -> openSeeded(run), System::nanoTime);
    private final PointEvaluation points;
    private final Map<String, Object> client;
    private final Artifacts artifacts;
    private final Snapshots snapshots;

    /// @param producer sends snapshots; not closed here
    OpenObjectives(EvaluatorConfig config, RunCatalogue catalogue, Producer<String, byte[]> producer) {
        this.evaluator = config.id();
        this.catalogue = catalogue;
        this.settings = config.objectives();
        this.client = config.client();
        this.files = new LocalFiles(config.artifacts().open(client));
        this.artifacts = new Artifacts(client);
        this.snapshots = new Snapshots(client, artifacts, producer);
        this.points = new PointEvaluation("evaluator-" + evaluator);
    }

    /// Evaluates a block. Whatever goes wrong with it is in the answer.
    ///
    /// @return the answer; empty if nobody waits for it any more
    /// @throws KafkaException if the run cannot be read now: no fault of the block, and no failure of its candidates
    /// @throws InterruptedException if the evaluator stops meanwhile: the block is for others then
    Optional<BlockFitness> answer(CandidateBlock block) throws InterruptedException {
        try {
            return block.getInstruction().hasRemaining() ? seeded(block) : dense(block);
        } catch (KafkaException e) {
            throw e;
        } catch (SpecException e) {
            LOG.atWarn().addKeyValue("run", block.getRun()).log("block failed: {}", e.getMessage());
            return Optional.of(Answers.failed(block, evaluator, String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            LOG.atWarn().addKeyValue("run", block.getRun()).setCause(e).log("block failed");
            return Optional.of(Answers.failed(
                    block, evaluator, Optional.ofNullable(e.getMessage()).orElse(e.toString())));
        }
    }

    private Optional<BlockFitness> seeded(CandidateBlock block) throws InterruptedException {
        try (LeasedObjectives<SeededRun>.Lease lease = seeded.lease(block.getRun(), 0)) {
            return lease.objective().answer(block);
        }
    }

    private Optional<BlockFitness> dense(CandidateBlock block) throws InterruptedException {
        try (LeasedObjectives<ShardObjective>.Lease lease = objectives.lease(block.getRun(), block.getShard())) {
            if (lease.objective() instanceof ForeignObjective) {
                return Optional.empty();
            }
            BlockFitness answer = BlockEvaluation.evaluate(block, lease.objective(), points, evaluator);
            if (answer.getFailure() != null) {
                LOG.atWarn()
                        .addKeyValue("run", block.getRun())
                        .addKeyValue("generation", block.getGeneration())
                        .addKeyValue("candidates", answer.getFailed().remaining() / Integer.BYTES)
                        .log("candidates failed, the first: {}", answer.getFailure());
            }
            return Optional.of(answer);
        }
    }

    private SeededRun openSeeded(String id) {
        Run run = files.of(catalogue.run(id).orElseThrow(() -> new SpecException("unknown run " + id)));
        if (run.getWeights() == 0) {
            throw new SpecException("the block has an instruction, but the run's parameters have names");
        }
        Training training = Training.open(SpecReader.fromJson(run.getSpec(), Path.of("")), run.getFacts());
        TrainedModel model = training.model();
        FollowedWeights weights =
                new FollowedWeights(client, id, model.base(), model.checkpoint(), artifacts, Long.MAX_VALUE);
        return new SeededRun(evaluator, run.getShards(), training, weights, snapshots);
    }

    private ShardObjective open(String id, int shard) {
        Run run = catalogue.run(id).orElseThrow(() -> new SpecException("unknown run " + id));
        return Objectives.open(files.of(run), shard, settings);
    }

    @Override
    public void close() {
        points.close();
        objectives.close();
        seeded.close();
        snapshots.close();
        catalogue.close();
    }
}
