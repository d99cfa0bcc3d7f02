package dev.evoka.benchmarks.bbob;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the command line asks for.
///
/// @param dimensions dimensions, one after the other
/// @param functions functions, 1 to 24
/// @param instances instances of each function
/// @param budgets evaluations as multiples of the dimension, ascending
/// @param contenders optimizers
/// @param threads attempts at once
/// @param detail whether to print the share of each function
/// @param output folder for the table and pictures
record Choices(
        List<Integer> dimensions,
        List<Integer> functions,
        List<Integer> instances,
        List<Integer> budgets,
        List<Contender> contenders,
        int threads,
        boolean detail,
        Optional<Path> output) {

    private static final List<String> KEYS = List.of(
            "dimensions",
            "functions",
            "instances",
            "budgets",
            "algorithms",
            "threads",
            "parallelism",
            "detail",
            "output");

    static Choices of(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            if (at < 0 || !KEYS.contains(argument.substring(0, at))) {
                throw new IllegalArgumentException(
                        "argument must be key=value with a key of %s but was '%s'".formatted(KEYS, argument));
            }
            given.put(argument.substring(0, at), argument.substring(at + 1));
        }
        int parallelism = Integer.parseInt(given.getOrDefault("parallelism", "1"));
        return new Choices(
                numbers(given.getOrDefault("dimensions", "5,20")),
                numbers(given.getOrDefault("functions", "1-24")),
                numbers(given.getOrDefault("instances", "1-5")),
                numbers(given.getOrDefault("budgets", "100,1000,2000")),
                Contenders.named(given.getOrDefault("algorithms", "all"), parallelism),
                Integer.parseInt(given.getOrDefault("threads", "1")),
                given.containsKey("detail"),
                Optional.ofNullable(given.get("output")).map(Path::of));
    }

    /// Numbers separated by commas; `a-b` is a range.
    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = Integer.parseInt(part.substring(dash + 1));
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
