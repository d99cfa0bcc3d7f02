package dev.evoka.coordinator.loop;

import dev.evoka.coordinator.loop.Dispatch.Order;
import dev.evoka.coordinator.loop.Dispatch.Part;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.WantedState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The loop of one run: ask, give out, enter answers, tell, until a stop condition holds. Everything that is published
/// follows from the run's definition, the errors told and the time stamps in the log; how a generation is cut and when
/// blocks are given out again depends on time, and shows in no number.
public final class RunLoop {

    private final RunDefinition definition;
    private final Cutting cutting;
    private final Dispatch dispatch;
    private final Publication publication;
    private final Cost cost = new Cost();
    private final Tally tally;
    private DenseOptimizer optimizer;
    private Candidates candidates;
    private GenerationLedger ledger;
    private Ending ending = Ending.NONE;
    private boolean paused;

    /// A run at generation 0.
    public RunLoop(RunDefinition definition, Cutting cutting) {
        this.definition = definition;
        this.cutting = cutting;
        this.dispatch = new Dispatch(cutting.lanes(), definition.run().hashCode());
        this.publication = new Publication(definition);
        this.tally = new Tally(definition.stop().improvement());
        this.optimizer = definition.algorithm().start(definition.space(), definition.seed());
        this.candidates = optimizer.ask();
        this.ledger = newLedger();
    }

    private GenerationLedger newLedger() {
        return new GenerationLedger(
                candidates.count(),
                definition.shards(),
                definition.classes(),
                definition.measure(),
                definition.failures().attempts());
    }

    /// Takes over a snapshot that [#state] gave.
    public void restore(byte[] state) {
        ByteBuffer buffer = ByteBuffer.wrap(state);
        tally.read(buffer);
        byte[] optimizerState = new byte[buffer.remaining()];
        buffer.get(optimizerState);
        optimizer = definition.algorithm().restore(definition.space(), definition.seed(), optimizerState);
        open();
        endIfDue();
    }

    /// The state after the last generation told, as a value.
    public byte[] state() {
        byte[] optimizerState = optimizer.state();
        ByteBuffer buffer = ByteBuffer.allocate(tally.size() + optimizerState.length);
        tally.write(buffer);
        buffer.put(optimizerState);
        return buffer.array();
    }

    /// Tells the open generation's errors without publishing anything: what a replay of the journal does.
    ///
    /// @return the generation's progress record, for whoever doubts that it was published
    public Output.Progressed replay(double[] errors, long milliseconds) {
        advance(errors, milliseconds);
        tally.bestDue(ending.ended());
        return publication.progress(tally, ending, optimizer.sigma());
    }

    private void advance(double[] errors, long milliseconds) {
        tally.add(candidates, errors, milliseconds);
        optimizer.tell(errors);
        endIfDue();
        open();
    }

    private void open() {
        candidates = ending.ended() ? candidates : optimizer.ask();
        ledger = newLedger();
    }

    private void endIfDue() {
        double share = tally.population() == 0 ? 0 : (double) tally.quartiles().failed() / tally.population();
        if (share > definition.failures().allowed()) {
            ending = Ending.failed("%d of %d candidates of generation %d failed, more than failures.allowed %s"
                    .formatted(
                            tally.quartiles().failed(),
                            tally.population(),
                            tally.generations() - 1,
                            definition.failures().allowed()));
            return;
        }
        Optional<String> reason = definition.stop().reason(tally.standing());
        if (reason.isEmpty() && optimizer.converged()) {
            reason = Optional.of("the optimizer has converged");
        }
        reason.ifPresent(why -> ending = Ending.finished(why));
    }

    /// Publishes all that is open: on start, and again after a restart, since what was under way then may be lost.
    public List<Output> publishOpen(long now) {
        List<Output> outputs = new ArrayList<>();
        give(outputs, now);
        if (tally.generations() > 0 || ending.ended()) {
            outputs.add(publication.progress(tally, ending, optimizer.sigma()));
        }
        if (tally.bestGeneration() >= 0) {
            outputs.add(publication.best(tally));
        }
        return outputs;
    }

    private void give(List<Output> outputs, long now) {
        if (ending.ended() || paused) {
            return;
        }
        List<Range> blocks = cutting.cut(
                candidates.count(), (long) candidates.dimension() * Double.BYTES, cost.nanosecondsPerCandidate());
        for (Order order : dispatch.give(blocks, definition.shards(), now)) {
            outputs.add(publication.give(tally.generations(), candidates, order));
        }
    }

    /// A step: what became of the record, what is to be published, and the errors told if a generation was completed.
    public record Step(
            Verdict verdict, String detail, List<Output> outputs, Optional<double[]> told, long milliseconds) {

        static Step ignored(Verdict verdict, String detail) {
            return new Step(verdict, detail, List.of(), Optional.empty(), 0);
        }
    }

    /// Enters an answer.
    ///
    /// @param timestamp time stamp of the record, milliseconds since 1970
    /// @param now nanoseconds, for deadlines
    public Step answer(BlockFitness block, long timestamp, long now) {
        if (ending.ended() || block.getGeneration() < tally.generations()) {
            return Step.ignored(Verdict.LATE, "generation %d is closed".formatted(block.getGeneration()));
        }
        if (block.getGeneration() > tally.generations()) {
            return Step.ignored(Verdict.FOREIGN, "generation %d is not open yet".formatted(block.getGeneration()));
        }
        Entry entry = ledger.enter(block);
        if (entry.refusal() != null) {
            return Step.ignored(Verdict.FOREIGN, entry.refusal());
        }
        Part part = new Part(new Range(block.getFirst(), block.getCount()), block.getShard());
        dispatch.answered(part, now);
        cost.add(block.getNanoseconds(), block.getCount());
        List<Output> outputs = new ArrayList<>();
        for (int candidate : entry.again()) {
            Part again = new Part(new Range(candidate, 1), block.getShard());
            outputs.add(publication.give(
                    tally.generations(), candidates, dispatch.giveAgain(again, block.getAttempt() + 1, now)));
        }
        if (!ledger.complete()) {
            return new Step(entry.duplicate() ? Verdict.DUPLICATE : Verdict.COUNTED, "", outputs, Optional.empty(), 0);
        }
        double[] errors = ledger.errors();
        long elapsed = Math.max(0, timestamp - definition.submitted() - tally.milliseconds());
        advance(errors, elapsed);
        give(outputs, now);
        outputs.add(publication.progress(tally, ending, optimizer.sigma()));
        if (tally.bestDue(ending.ended())) {
            outputs.add(publication.best(tally));
        }
        return new Step(Verdict.COUNTED, "", outputs, Optional.of(errors), elapsed);
    }

    /// Obeys what is wanted of the run.
    public List<Output> obey(WantedState wanted, String reason, long now) {
        List<Output> outputs = new ArrayList<>();
        if (ending.ended()) {
            return outputs;
        }
        boolean wasPaused = paused;
        paused = wanted == WantedState.PAUSED;
        if (wanted == WantedState.STOPPED || wanted == WantedState.FINISHED) {
            ending = wanted == WantedState.STOPPED ? Ending.stopped(reason) : Ending.finished(reason);
            outputs.add(publication.progress(tally, ending, optimizer.sigma()));
            if (tally.bestDue(true)) {
                outputs.add(publication.best(tally));
            }
        } else if (wasPaused && !paused) {
            give(outputs, now);
        }
        return outputs;
    }

    /// What the clock wants: overdue blocks once more, and failures for blocks that nobody answers.
    public List<Output> tick(long now) {
        List<Output> outputs = new ArrayList<>();
        if (ending.ended()) {
            return outputs;
        }
        for (Part part : dispatch.givenUp(now, definition.failures().patience().toNanos())) {
            outputs.add(publication.giveUp(tally.generations(), part, definition.failures()));
        }
        for (Order order : dispatch.overdue(now)) {
            outputs.add(publication.give(tally.generations(), candidates, order));
        }
        return outputs;
    }

    /// True when the run is over.
    public boolean ended() {
        return ending.ended();
    }

    /// Where the run stands.
    public Tally tally() {
        return tally;
    }

    public RunDefinition definition() {
        return definition;
    }
}
