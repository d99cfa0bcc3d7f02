package dev.evoka.cli.watch;

import dev.evoka.cli.console.Display;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Progress;
import java.time.Duration;
import java.util.List;

/// What somebody sees of a run while it goes on.
public final class RunView {

    private final StopConditions stop;
    private final Display display;
    private final long began;
    private final Pace pace = new Pace();
    private long shown;
    private long shownGeneration = -1;

    /// @param now nanoseconds
    public RunView(StopConditions stop, Display display, long now) {
        this.stop = stop;
        this.display = display;
        this.began = now;
        this.shown = now - display.interval();
    }

    /// Shows where the run stands, if it is time to.
    ///
    /// @param last its newest progress record
    /// @param now nanoseconds
    public void show(History history, Progress last, long now) {
        boolean nothingNew = history.newest() == shownGeneration;
        if (history.newest() < 0 || now - shown < display.interval() * (nothingNew ? 10 : 1)) {
            return;
        }
        List<Sample> samples = history.samples();
        shown = now;
        shownGeneration = history.newest();
        pace.mark(now, samples.getLast());
        display.update(ProgressLine.text(
                samples,
                pace.evaluations(),
                Duration.ofNanos(now - began),
                Remaining.of(stop, samples.getLast(), pace, last.getSeconds()),
                display.glyphs(),
                display.width()));
    }
}
