package dev.evoka.evaluator.onnx;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which weights of a model are trained, by patterns on their names: `*` stands for any characters, `?` for one.
///
/// @param include patterns of what is trained; empty = all float32 tensors with more than one element
/// @param exclude patterns of what is not
public record Trainable(List<String> include, List<String> exclude) {

    private static final int NAMES_SHOWN = 40;

    public Trainable {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /// All float32 tensors with more than one element: single numbers are constants of the graph.
    public static Trainable defaults() {
        return new Trainable(List.of(), List.of());
    }

    /// The chosen initializers, in file order.
    ///
    /// @throws OnnxException if there is none, or a pattern matches nothing
    List<Initializer> select(List<Initializer> all) {
        Stream.concat(include.stream(), exclude.stream()).forEach(pattern -> check(pattern, all));
        List<Initializer> chosen = all.stream()
                .filter(each -> include.isEmpty() ? isWeight(each) : matches(include, each.name()))
                .filter(each -> !matches(exclude, each.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new OnnxException("trainable matches no weight; the model has " + names(all));
        }
        Optional<Initializer> wrong =
                chosen.stream().filter(each -> each.type() != ElementType.FLOAT).findFirst();
        if (wrong.isPresent()) {
            throw new OnnxException("trainable: %s is %s, only float32 can be trained: exclude it, or export in float32"
                    .formatted(wrong.get().name(), wrong.get().type()));
        }
        return chosen;
    }

    private static void check(String pattern, List<Initializer> all) {
        if (all.stream().noneMatch(each -> matches(List.of(pattern), each.name()))) {
            throw new OnnxException(
                    "trainable: '%s' matches no weight; the model has %s".formatted(pattern, names(all)));
        }
    }

    /// True for float32 tensors with more than one element: the others are constants of the graph.
    private static boolean isWeight(Initializer initializer) {
        return initializer.type() == ElementType.FLOAT && initializer.size() > 1;
    }

    private static String names(List<Initializer> initializers) {
        List<Initializer> all =
                initializers.stream().filter(Trainable::isWeight).toList();
        if (all.isEmpty()) {
            return initializers.stream()
                    .filter(each -> each.type() == ElementType.FLOAT16 || each.type() == ElementType.DOUBLE)
                    .findFirst()
                    .map(each -> "none in float32, %s is %s: export it in float32".formatted(each.name(), each.type()))
                    .orElse("none: export it with its parameters as initializers");
        }
        String shown = String.join(
                ", ", all.stream().limit(NAMES_SHOWN).map(Initializer::name).toList());
        return all.size() > NAMES_SHOWN ? "%s and %d more".formatted(shown, all.size() - NAMES_SHOWN) : shown;
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> Pattern.matches(
                        Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), name));
    }
}
