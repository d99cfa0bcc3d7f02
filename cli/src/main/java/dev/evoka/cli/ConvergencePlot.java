package dev.evoka.cli;

import dev.evoka.schemas.Progress;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Error over evaluations: best, median and quartiles.
final class ConvergencePlot {

    private ConvergencePlot() {}

    @SuppressWarnings("deprecation") // XChart 4.0.3 offers nothing else for streams
    static void write(Path file, String title, Collection<Progress> history) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(500)
                .title(title)
                .xAxisTitle("evaluations")
                .yAxisTitle("error")
                .build();
        List<Progress> shown = history.stream()
                .filter(p -> Double.isFinite(p.getUpperQuartile()))
                .toList();
        if (shown.isEmpty()) {
            throw new SpecException("--plot: there is no generation to draw");
        }
        chart.getStyler().setYAxisLogarithmic(shown.stream().allMatch(p -> p.getBest() > 0));
        add(chart, "upper quartile", shown, Progress::getUpperQuartile);
        add(chart, "median", shown, Progress::getMedian);
        add(chart, "lower quartile", shown, Progress::getLowerQuartile);
        add(chart, "best so far", shown, Progress::getBest);
        try {
            if (file.toString().endsWith(".png")) {
                Files.write(file, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
            } else {
                try (OutputStream stream = Files.newOutputStream(file)) {
                    VectorGraphicsEncoder.saveVectorGraphic(
                            chart, stream, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
                }
            }
        } catch (IOException e) {
            throw new SpecException("--plot %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void add(XYChart chart, String name, List<Progress> shown, ToDoubleFunction<Progress> value) {
        List<Long> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Progress progress : shown) {
            x.add(progress.getEvaluations());
            y.add(value.applyAsDouble(progress));
        }
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
    }
}
