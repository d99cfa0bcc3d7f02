package dev.evoka.measures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.measures.ExactSum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Golden values: BLEU and chrF by sacreBLEU 2.6.0 (`corpus_bleu`, `corpus_chrf` with their defaults), token F1, exact
/// match and ROUGE by torchmetrics 1.9.0 (`squad`, `rouge_score` for each reference, the larger taken).
class TextMeasureTest {

    private static final List<String> TEXTS = List.of(
            "The quick brown fox jumped over the lazy dog.",
            "It costs 1,234.50 dollars - about 20% more (than before)!",
            "An apple a day keeps doctors away",
            "",
            "das klein baum das alt mann sieht",
            "Tom &amp; Jerry said: \"hello-world\", 3-4 times...",
            "a b c d e f g",
            "ein rot Schiff, zwei Schiffe; drei Schiffe");
    private static final List<String> FIRST = List.of(
            "The fast brown fox jumps over the lazy dog.",
            "It costs 1,234.50 dollars - some 20% more than before!",
            "An apple a day keeps the doctor away.",
            "nothing at all",
            "das klein baum sieht das alt mann",
            "Tom & Jerry said: \"hello world\", 3-4 times ...",
            "g f e d c b a",
            "ein rotes Schiff, zwei Schiffe; drei Schiffe");
    private static final List<String> SECOND = List.of(
            "A quick brown fox jumped over a lazy dog",
            "The price is 1,234.50 dollars, about 20% more than before.",
            "Eat an apple every day",
            "nothing",
            "das klein baum das alt mann sieht",
            "Tom and Jerry said hello 3 or 4 times",
            "a b c",
            "ein Schiff");

    private static List<List<String>> one() {
        return FIRST.stream().map(List::of).toList();
    }

    private static List<List<String>> two() {
        List<List<String>> both = new ArrayList<>();
        for (int i = 0; i < FIRST.size(); i++) {
            both.add(List.of(FIRST.get(i), SECOND.get(i)));
        }
        return both;
    }

    private static double score(TextMeasure measure, int from, int to, List<List<String>> references) {
        return 1 - error(measure, from, to, references, 1);
    }

    /// The error of a corpus that is cut into shards.
    private static double error(TextMeasure measure, int from, int to, List<List<String>> references, int shards) {
        ExactSum[] sums = new ExactSum[measure.statistics(0)];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = new ExactSum();
        }
        for (int shard = shards - 1; shard >= 0; shard--) {
            ExactSum[] part = new ExactSum[sums.length];
            for (int s = 0; s < part.length; s++) {
                part[s] = new ExactSum();
            }
            for (int i = from + shard; i < to; i += shards) {
                double[] statistics = measure.statistics(TEXTS.get(i), references.get(i));
                for (int s = 0; s < part.length; s++) {
                    part[s].add(statistics[s]);
                }
            }
            for (int s = 0; s < part.length; s++) {
                for (double component : part[s].components()) {
                    sums[s].add(component);
                }
            }
        }
        double[] values = new double[sums.length];
        for (int s = 0; s < values.length; s++) {
            values[s] = sums[s].value();
        }
        return measure.finish(values, to - from);
    }

    @Test
    void bleuIsThatOfSacrebleu() {
        assertThat(score(TextMeasure.BLEU, 0, 8, one())).isCloseTo(0.5392864153677897, within(1e-12));
        assertThat(score(TextMeasure.BLEU, 0, 8, two())).isCloseTo(0.6972139880886207, within(1e-12));
        assertThat(score(TextMeasure.BLEU, 0, 1, one())).isCloseTo(0.4671379777281999, within(1e-12));
        assertThat(score(TextMeasure.BLEU, 4, 6, one())).isCloseTo(0.6967782472250202, within(1e-12));
    }

    @Test
    void bleuIsSmoothedWhereNoNGramIsRight() {
        assertThat(score(TextMeasure.BLEU, 6, 7, one())).isCloseTo(0.10682175159905853, within(1e-12));
    }

    @Test
    void bleuOfNothingIsZero() {
        assertThat(score(TextMeasure.BLEU, 3, 4, one())).isZero();
    }

    @Test
    void chrfIsThatOfSacrebleu() {
        assertThat(score(TextMeasure.CHRF, 0, 8, one())).isCloseTo(0.7369017143599244, within(1e-12));
        assertThat(score(TextMeasure.CHRF, 0, 8, two())).isCloseTo(0.7915343630227253, within(1e-12));
        assertThat(score(TextMeasure.CHRF, 0, 1, one())).isCloseTo(0.693894128763183, within(1e-12));
        assertThat(score(TextMeasure.CHRF, 3, 4, one())).isZero();
    }

    @Test
    void answersAreComparedAsInSquad() {
        double[] f1 = {1, 0.888888931, 0.8, 0, 1, 0.714285660, 1, 0.857142868};
        double[] equal = {1, 0, 0, 0, 1, 0, 0, 0};
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(score(TextMeasure.TOKEN_F1, i, i + 1, two())).isCloseTo(f1[i], within(1e-6));
            assertThat(score(TextMeasure.NORMALISED_EXACT_MATCH, i, i + 1, two()))
                    .isEqualTo(equal[i]);
        }
    }

    @Test
    void exactMatchSeesCaseAndPunctuation() {
        assertThat(TextMeasure.EXACT_MATCH.statistics(" LHW\n", List.of("LHW"))).containsExactly(1);
        assertThat(TextMeasure.EXACT_MATCH.statistics("lhw", List.of("LHW"))).containsExactly(0);
        assertThat(TextMeasure.NORMALISED_EXACT_MATCH.statistics("the LHW!", List.of("lhw")))
                .containsExactly(1);
    }

    @Test
    void rougeIsThatOfTheReferenceImplementation() {
        assertThat(score(TextMeasure.ROUGE_1, 0, 8, one())).isCloseTo(0.7856485, within(1e-6));
        assertThat(score(TextMeasure.ROUGE_2, 0, 8, one())).isCloseTo(0.5060898, within(1e-6));
        assertThat(score(TextMeasure.ROUGE_L, 0, 8, one())).isCloseTo(0.6606485, within(1e-6));
        assertThat(score(TextMeasure.ROUGE_1, 0, 8, two())).isCloseTo(0.7856485, within(1e-6));
        assertThat(score(TextMeasure.ROUGE_2, 0, 8, two())).isCloseTo(0.6258814, within(1e-6));
        assertThat(score(TextMeasure.ROUGE_L, 0, 8, two())).isCloseTo(0.7356485, within(1e-6));
    }

    @Test
    void theNumberOfShardsChangesNoBit() {
        for (TextMeasure measure : TextMeasure.values()) {
            double whole = error(measure, 0, 8, two(), 1);
            assertThat(error(measure, 0, 8, two(), 3)).as(measure.measureName()).isEqualTo(whole);
            assertThat(error(measure, 0, 8, two(), 16))
                    .as(measure.measureName())
                    .isEqualTo(whole);
        }
    }

    @Test
    void likelihoodsAreFinishedFromTheirSums() {
        double[] sums = {8 * Math.log(2), 4};
        assertThat(LikelihoodMeasure.CROSS_ENTROPY.finish(sums, 1)).isCloseTo(2 * Math.log(2), within(1e-15));
        assertThat(LikelihoodMeasure.PERPLEXITY.finish(sums, 1)).isCloseTo(4, within(1e-14));
        assertThat(LikelihoodMeasure.BITS_PER_BYTE.finish(sums, 1)).isCloseTo(2, within(1e-15));
        assertThat(LikelihoodMeasure.TOKEN_ACCURACY.finish(new double[] {1, 4}, 1))
                .isEqualTo(0.25);
    }

    @Test
    void measuresAreFoundByTheirNames() {
        for (String name : TextMeasure.names()) {
            assertThat(TextMeasure.named(name).orElseThrow().measureName()).isEqualTo(name);
        }
        for (String name : LikelihoodMeasure.names()) {
            assertThat(LikelihoodMeasure.named(name).orElseThrow().measureName())
                    .isEqualTo(name);
        }
        assertThat(TextMeasure.named("meteor")).isEmpty();
    }
}
