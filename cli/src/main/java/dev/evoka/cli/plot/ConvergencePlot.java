package dev.evoka.cli.plot;

import dev.evoka.cli.watch.Sample;
import dev.evoka.spec.SpecException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Error over evaluations: the best so far, the median of each generation, and the band between its quartiles. The
/// axis is logarithmic if all errors but zeros are positive; zeros are left out then.
public final class ConvergencePlot {

    /// Formats that a plot can be written in.
    public enum Format {
        SVG,
        PNG;

        /// By the ending of a file's name.
        ///
        /// @throws SpecException if it has another
        public static Format of(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new SpecException("--plot must end in .svg or .png but was " + file);
        }
    }

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final float LINE_WIDTH = 1.5f;
    private static final float HAIRLINE = 0.5f;
    private static final int TICK_SPACING = 150;
    private static final double GOLDEN_SECTION = 0.382;
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Color BAND = new Color(0x1f, 0x77, 0xb4, 0x40);
    private static final Color MEDIAN = new Color(0x1f, 0x77, 0xb4);
    private static final Color BEST = new Color(0xd6, 0x27, 0x28);

    private final XYChart chart;
    private final boolean logarithmic;

    /// @param course the course of the run
    /// @throws SpecException if there is nothing to draw
    public ConvergencePlot(String title, List<Sample> course) {
        List<Sample> samples = thinned(course);
        logarithmic = samples.stream().allMatch(each -> !(each.best() < 0))
                && samples.stream().anyMatch(each -> each.best() > 0);
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("evaluations")
                .yAxisTitle("error")
                .theme(ChartTheme.Matlab)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(GRID);
        styler.setYAxisLogarithmic(logarithmic);
        // Dashes would be drawn one by one in an SVG.
        styler.setPlotGridLinesStroke(new BasicStroke(HAIRLINE));
        styler.setXAxisDecimalPattern("#,###");
        styler.setXAxisMin(0.0);
        styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
        band(samples);
        line("median", MEDIAN, samples, Sample::median);
        line("best so far", BEST, samples, Sample::best);
        roundTicks(samples);
        if (chart.getSeriesCollection().isEmpty()) {
            throw new SpecException("--plot: the run has no generation that can be drawn");
        }
    }

    /// XChart puts ticks at the data's own values when these are equally spaced. One more point, which is not drawn and
    /// lies between them, makes it choose round numbers.
    private void roundTicks(List<Sample> samples) {
        samples.stream().filter(each -> drawable(each.best())).findFirst().ifPresent(any -> {
            double between = samples.getLast().evaluations() * GOLDEN_SECTION;
            XYSeries series = chart.addSeries("not drawn", new double[] {between}, new double[] {any.best()});
            series.setMarker(SeriesMarkers.NONE);
            series.setShowInLegend(false);
        });
    }

    private boolean drawable(double error) {
        return Double.isFinite(error) && (!logarithmic || error > 0);
    }

    /// No more samples than pixels; the last one is always there.
    private static List<Sample> thinned(List<Sample> course) {
        int stride = Math.ceilDiv(course.size(), WIDTH);
        List<Sample> samples = new ArrayList<>();
        for (int i = course.size() - 1; i >= 0; i -= stride) {
            samples.add(course.get(i));
        }
        return samples.reversed();
    }

    private void band(List<Sample> samples) {
        List<Sample> drawn = samples.stream()
                .filter(each -> drawable(each.lower()) && drawable(each.upper()))
                .toList();
        if (drawn.size() < 2) {
            return;
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Sample each : drawn) {
            x.add((double) each.evaluations());
            y.add(each.upper());
        }
        for (Sample each : drawn.reversed()) {
            x.add((double) each.evaluations());
            y.add(each.lower());
        }
        XYSeries series = chart.addSeries("quartiles", x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(BAND);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
    }

    private void line(String name, Color color, List<Sample> samples, ToDoubleFunction<Sample> error) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Sample each : samples) {
            if (drawable(error.applyAsDouble(each))) {
                x.add((double) each.evaluations());
                y.add(error.applyAsDouble(each));
            }
        }
        if (!x.isEmpty()) {
            XYSeries series = chart.addSeries(name, x, y);
            series.setLineColor(color);
            series.setLineWidth(LINE_WIDTH);
            series.setMarkerColor(color);
            series.setMarker(x.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        }
    }

    /// Writes the plot.
    @SuppressWarnings("deprecation") // XChart 4.0.3 offers nothing else for streams
    public void write(Format format, OutputStream stream) throws IOException {
        switch (format) {
            case SVG ->
                VectorGraphicsEncoder.saveVectorGraphic(chart, stream, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
            case PNG -> BitmapEncoder.saveBitmap(chart, stream, BitmapEncoder.BitmapFormat.PNG);
        }
    }
}
