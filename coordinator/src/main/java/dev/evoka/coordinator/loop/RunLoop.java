package dev.evoka.coordinator.loop;

import dev.evoka.coordinator.loop.Dispatch.Order;
import dev.evoka.coordinator.loop.Dispatch.Part;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.measures.ErrorMeasure;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.WantedState;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The loop of one run: ask, give out, enter answers, tell, until a stop condition holds. Everything that is published
/// follows from the run's definition, the errors told and the time stamps in the log; how a generation is cut and when
/// blocks are given out again depends on time, and shows in no number.
public final class RunLoop {

    /// Numbers whose sum is a statistic: more are rare.
    private static final int COMPONENTS = 3;

    private final RunDefinition definition;
    private final Cutting cutting;
    private final Dispatch dispatch;
    private final Publication publication;
    private final Cost cost = new Cost();
    private final Tally tally;
    private final Digests digests = new Digests();
    private Search search;
    private GenerationLedger ledger;
    private Ending ending = Ending.NONE;
    private boolean paused;
    private Dispatch.Times times = Dispatch.Times.NONE;

    /// A run at generation 0.
    public RunLoop(RunDefinition definition, Cutting cutting) {
        this.definition = definition;
        this.cutting = cutting;
        this.dispatch = new Dispatch(cutting.lanes(), definition.run().hashCode());
        this.publication = new Publication(definition);
        this.tally = new Tally(definition.stop().improvement());
        this.search = Search.start(definition.method());
        this.ledger = newLedger();
    }

    private ErrorMeasure measure() {
        return search.asked().validating() ? definition.validationMeasure() : definition.measure();
    }

    private GenerationLedger newLedger() {
        return new GenerationLedger(
                search.count(),
                definition.shards(),
                definition.classes(),
                measure(),
                definition.failures().attempts());
    }

    /// Takes over a snapshot that [#state] gave.
    public void restore(byte[] state) {
        ByteBuffer buffer = ByteBuffer.wrap(state);
        tally.read(buffer);
        byte[] searchState = new byte[buffer.remaining()];
        buffer.get(searchState);
        search = Search.restore(definition.method(), searchState);
        endIfDue();
        open();
    }

    /// The state after the last generation told, as a value.
    public byte[] state() {
        byte[] searchState = search.state();
        ByteBuffer buffer = ByteBuffer.allocate(tally.size() + searchState.length);
        tally.write(buffer);
        buffer.put(searchState);
        return buffer.array();
    }

    /// Tells the open generation's errors without publishing anything: what a replay of the journal does.
    ///
    /// @return the generation's progress record, for whoever doubts that it was published
    public Output.Progressed replay(double[] errors, long milliseconds, String failure) {
        advance(errors, milliseconds, failure);
        tally.bestDue(ending.ended());
        return publication.progress(tally, ending, search.sigma());
    }

    private void advance(double[] errors, long milliseconds, String failure) {
        tally.add(search.asked(), errors, milliseconds);
        if (tooManyFailed()) {
            tally.blame(failure);
        }
        search.tell(errors);
        search.update().filter(Update.Return.class::isInstance).ifPresent(back -> tally.returned());
        endIfDue();
        open();
    }

    private void open() {
        if (!ending.ended()) {
            search.open();
        }
        ledger = newLedger();
    }

    private boolean tooManyFailed() {
        return tally.quartiles().failed() > definition.failures().allowed() * tally.population();
    }

    private void endIfDue() {
        if (tooManyFailed()) {
            ending = Ending.failed("%d of %d candidates of generation %d failed, more than failures.allowed %s; %s"
                    .formatted(
                            tally.quartiles().failed(),
                            tally.population(),
                            tally.generations() - 1,
                            definition.failures().allowed(),
                            tally.failure()));
            return;
        }
        Optional<String> reason = definition.stop().reason(tally.standing()).or(search::ended);
        if (reason.isPresent() && !search.close(tally.judged())) {
            ending = Ending.finished(reason.get());
        }
    }

    /// Publishes all that is open: on start, and again after a restart, since what was under way then may be lost.
    public List<Output> publishOpen(long now) {
        List<Output> outputs = new ArrayList<>();
        search.update().map(publication::changed).ifPresent(outputs::addAll);
        give(outputs, now);
        if (tally.generations() > 0 || ending.ended()) {
            outputs.add(publication.progress(tally, ending, search.sigma()));
        }
        if (tally.bestGeneration() >= 0) {
            outputs.add(publication.best(tally));
        }
        return outputs;
    }

    /// Publishes all that is open, and that the run goes on, or why not: after it was extended.
    public List<Output> publishGoingOn(long now) {
        List<Output> outputs = publishOpen(now);
        if (tally.generations() == 0 && !ending.ended()) {
            outputs.add(publication.progress(tally, ending, search.sigma()));
        }
        return outputs;
    }

    private void give(List<Output> outputs, long now) {
        if (ending.ended() || paused) {
            return;
        }
        long bytes = Math.max(search.bytesPerCandidate(), answerBytes());
        List<Range> blocks = cutting.cut(search.count(), bytes, cost.nanosecondsPerCandidate());
        for (Order order : dispatch.give(blocks, definition.shards(), now)) {
            outputs.add(publication.give(tally.generations(), search, order));
        }
    }

    /// What a candidate takes in an answer.
    private long answerBytes() {
        return (long) measure().statistics(definition.classes()) * COMPONENTS * Double.BYTES;
    }

    /// A step: what became of the record, what is to be published, and the errors told if a generation was completed.
    ///
    /// @param failure why the first failed candidate failed, if that failed the run; else empty
    public record Step(
            Verdict verdict,
            String detail,
            List<Output> outputs,
            Optional<double[]> told,
            long milliseconds,
            String failure) {

        static Step ignored(Verdict verdict, String detail) {
            return new Step(verdict, detail, List.of(), Optional.empty(), 0, "");
        }
    }

    /// Enters an answer.
    ///
    /// @param timestamp time stamp of the record, milliseconds since 1970
    /// @param now nanoseconds, for deadlines
    public Step answer(BlockFitness block, long timestamp, long now) {
        Optional<String> conflict = ending.ended() ? Optional.empty() : digests.enter(block);
        if (conflict.isPresent()) {
            return new Step(Verdict.COUNTED, "", List.of(new Output.Refused(conflict.get())), Optional.empty(), 0, "");
        }
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
        dispatch.answered(Part.of(block), block.getNanoseconds(), now);
        cost.add(block.getNanoseconds(), block.getCount());
        List<Output> outputs = new ArrayList<>();
        for (Range range : entry.again()) {
            Part again = new Part(range, block.getShard());
            outputs.add(
                    publication.give(tally.generations(), search, dispatch.giveAgain(again, block.getAttempt(), now)));
        }
        if (!ledger.complete()) {
            return new Step(
                    entry.duplicate() ? Verdict.DUPLICATE : Verdict.COUNTED, "", outputs, Optional.empty(), 0, "");
        }
        times = dispatch.times(now);
        double[] errors = ledger.errors();
        String failure = ledger.failure();
        long elapsed = Math.max(0, timestamp - definition.submitted() - tally.milliseconds());
        advance(errors, elapsed, failure);
        search.update().map(publication::changed).ifPresent(outputs::addAll);
        give(outputs, now);
        outputs.add(publication.progress(tally, ending, search.sigma()));
        if (tally.bestDue(ending.ended())) {
            outputs.add(publication.best(tally));
        }
        return new Step(Verdict.COUNTED, "", outputs, Optional.of(errors), elapsed, tally.failure());
    }

    /// Obeys what is wanted of the run.
    public List<Output> obey(WantedState wanted, String reason, long now) {
        List<Output> outputs = new ArrayList<>();
        if (ending.ended()) {
            return outputs;
        }
        boolean wasPaused = paused;
        paused = wanted == WantedState.PAUSED;
        ending = switch (wanted) {
            case STOPPED -> Ending.stopped(reason);
            case FINISHED -> Ending.finished(reason);
            case FAILED -> Ending.failed(reason);
            case RUNNING, PAUSED -> Ending.NONE;
        };
        if (ending.ended()) {
            outputs.add(publication.progress(tally, ending, search.sigma()));
            if (tally.bestDue(true)) {
                outputs.add(publication.best(tally));
            }
        } else if (wasPaused && !paused) {
            give(outputs, now);
        }
        return outputs;
    }

    /// What the clock wants: overdue blocks once more, and failures for blocks that nobody answers. While a run is
    /// paused there may be no evaluators, and nobody is to blame.
    public List<Output> tick(long now) {
        List<Output> outputs = new ArrayList<>();
        if (ending.ended() || paused) {
            return outputs;
        }
        for (Part part : dispatch.givenUp(now, definition.failures().patience().toNanos())) {
            outputs.add(publication.giveUp(tally.generations(), part, definition.failures()));
        }
        List<Order> overdue = dispatch.overdue(now);
        if (!overdue.isEmpty()) {
            search.update().map(publication::changed).ifPresent(outputs::addAll);
        }
        for (Order order : overdue) {
            outputs.add(publication.give(tally.generations(), search, order));
        }
        return outputs;
    }

    /// How long the newest generation took whose last answer came here.
    public Dispatch.Times times() {
        return times;
    }

    /// True when the run is over.
    public boolean ended() {
        return ending.ended();
    }

    /// True if others build on what a generation changed: it must be written down before it is published.
    public boolean logged() {
        return search.update().isPresent();
    }

    /// Where the run stands.
    public Tally tally() {
        return tally;
    }

    public RunDefinition definition() {
        return definition;
    }
}
