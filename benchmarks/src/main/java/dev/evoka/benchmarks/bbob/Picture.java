package dev.evoka.benchmarks.bbob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The share of targets reached over the evaluations spent, as an SVG: the empirical distribution of runtimes. Written
/// by hand, so that text stays text and the file small.
final class Picture {

    private static final int POINTS = 80;
    private static final int WIDTH = 620;
    private static final int HEIGHT = 400;
    private static final int MARGIN = 50;
    private static final int LEGEND = 200;
    private static final int ROW = 18;

    private final int budget;
    private final StringBuilder svg = new StringBuilder();

    private Picture(int budget) {
        this.budget = budget;
    }

    static void write(List<Scores> scores, int dimension, int budget, Path file) throws IOException {
        List<Scores> shown = scores.stream()
                .filter(each -> each.dimension() == dimension)
                .sorted(Comparator.comparingDouble((Scores each) -> -each.share((long) budget * dimension)))
                .toList();
        Files.writeString(file, new Picture(budget).drawn(shown, dimension));
    }

    private String drawn(List<Scores> shown, int dimension) {
        int wide = MARGIN + WIDTH + LEGEND;
        int high = HEIGHT + 2 * MARGIN;
        add(String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                wide,
                high));
        add(String.format(Locale.ROOT, "<rect width='%d' height='%d' fill='white'/>", wide, high));
        add(String.format(
                Locale.ROOT,
                "<text x='%d' y='30' font-size='14'>24 functions in %d dimensions, 51 targets from 1e2 to 1e-8</text>",
                MARGIN,
                dimension));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double y = y(tenth / 10.0);
            add(String.format(Locale.ROOT, "<path d='M%d %.1fh%d' stroke='#ddd'/>", MARGIN, y, WIDTH));
            add(String.format(
                    Locale.ROOT,
                    "<text x='%d' y='%.1f' text-anchor='end'>%.1f</text>",
                    MARGIN - 8,
                    y + 4,
                    tenth / 10.0));
        }
        for (int power = 1; power <= budget; power *= 10) {
            add(String.format(Locale.ROOT, "<path d='M%.1f %dv%d' stroke='#ddd'/>", x(power), MARGIN, HEIGHT));
            add(String.format(
                    Locale.ROOT,
                    "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>",
                    x(power),
                    MARGIN + HEIGHT + 18,
                    power));
        }
        add(String.format(
                Locale.ROOT,
                "<text x='%d' y='%d' text-anchor='middle'>evaluations / dimension</text>",
                MARGIN + WIDTH / 2,
                MARGIN + HEIGHT + 38));
        for (int i = 0; i < shown.size(); i++) {
            add(shown.get(i), i, shown.size());
        }
        return svg.append("</svg>\n").toString();
    }

    /// A curve and its line in the legend, which is in the order of the curves' ends.
    private void add(Scores scores, int place, int of) {
        String colour = String.format(Locale.ROOT, "hsl(%d 75%% %d%%)", place * 360 / of, place % 2 == 0 ? 40 : 55);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            double evaluations = Math.pow(budget, (double) i / POINTS);
            double share = scores.share((long) (evaluations * scores.dimension()));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(evaluations), y(share)));
        }
        add(String.format(
                Locale.ROOT,
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>",
                points.toString().strip(),
                colour));
        int row = MARGIN + 10 + place * ROW;
        add(String.format(
                Locale.ROOT, "<path d='M%d %dh16' stroke='%s' stroke-width='3'/>", MARGIN + WIDTH + 12, row, colour));
        add(String.format(
                Locale.ROOT, "<text x='%d' y='%d'>%s</text>", MARGIN + WIDTH + 34, row + 4, scores.contender()));
    }

    private double x(double evaluations) {
        return MARGIN + WIDTH * Math.log(evaluations) / Math.log(budget);
    }

    private static double y(double share) {
        return MARGIN + HEIGHT * (1 - share);
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
