package dev.evoka.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.cli.plot.ConvergencePlot.Format;
import dev.evoka.cli.watch.Sample;
import dev.evoka.spec.SpecException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConvergencePlotTest {

    @BeforeAll
    static void needsNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static List<Sample> course(int generations, double first, double factor) {
        List<Sample> samples = new ArrayList<>();
        double best = first;
        for (int g = 0; g < generations; g++) {
            samples.add(new Sample(g, 10L * (g + 1), best, best * 2, best * 4, best * 8));
            best *= factor;
        }
        return samples;
    }

    private static byte[] drawn(Format format, List<Sample> samples) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ConvergencePlot("a run", samples).write(format, bytes);
        return bytes.toByteArray();
    }

    /// Pixels in which red or blue is much stronger than the other.
    private static long coloured(BufferedImage image, boolean red) {
        long count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int more = image.getRGB(x, y) >> 16 & 0xff;
                int less = image.getRGB(x, y) & 0xff;
                count += (red ? more - less : less - more) > 30 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void drawsBestMedianAndBandAsAPicture() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn(Format.PNG, course(200, 1e3, 0.9))));
        assertThat(image.getWidth()).isEqualTo(900);
        // The line of the best is red, the median and the band about it are blue: the band is wider than a line.
        assertThat(coloured(image, true)).isGreaterThan(700);
        assertThat(coloured(image, false)).isGreaterThan(5 * coloured(image, true));
    }

    @Test
    void drawsAnSvgOfModestSizeThatIsXml() throws Exception {
        byte[] svg = drawn(Format.SVG, course(4_096, 1e3, 0.999));
        assertThat(svg.length).isLessThan(1_000_000);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void bearsZerosNegativeErrorsAndErrorsThatAreNoNumbers() throws Exception {
        List<Sample> toZero = new ArrayList<>(course(10, 1, 0.1));
        toZero.add(new Sample(10, 110, 0, 0, 0, Double.POSITIVE_INFINITY));
        assertThat(drawn(Format.SVG, toZero)).isNotEmpty();
        assertThat(drawn(Format.SVG, course(10, -1, 2))).isNotEmpty();
        List<Sample> broken = new ArrayList<>(course(3, 1, 0.5));
        broken.addFirst(new Sample(0, 5, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertThat(drawn(Format.SVG, broken)).isNotEmpty();
    }

    @Test
    void drawsASingleGeneration() throws Exception {
        assertThat(new String(drawn(Format.SVG, course(1, 2, 1)), StandardCharsets.UTF_8))
                .contains("<svg");
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        assertThatThrownBy(() -> new ConvergencePlot("a run", List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessage("--plot: the run has no generation that can be drawn");
    }

    @Test
    void knowsTheFormatByTheName() {
        assertThat(Format.of(Path.of("a/b.PNG"))).isEqualTo(Format.PNG);
        assertThatThrownBy(() -> Format.of(Path.of("plot.pdf")))
                .isInstanceOf(SpecException.class)
                .hasMessage("--plot must end in .svg or .png but was plot.pdf");
    }
}
