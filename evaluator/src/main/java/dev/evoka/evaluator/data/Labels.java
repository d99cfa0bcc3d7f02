package dev.evoka.evaluator.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The order of classes and categories: numbers by value and before texts, texts by their characters.
final class Labels {

    static final Comparator<String> ORDER = Comparator.<String>comparingDouble(
                    text -> Numbers.parse(text).orElse(Double.POSITIVE_INFINITY))
            .thenComparing(Comparator.naturalOrder());

    private Labels() {}

    static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted(ORDER).toList();
    }
}
