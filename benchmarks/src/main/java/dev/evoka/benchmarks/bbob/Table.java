package dev.evoka.benchmarks.bbob;

import java.util.List;
import java.util.Locale;

/// Markdown tables of scores.
final class Table {

    private Table() {}

    /// A line for each contender and dimension: shares within each budget, and by group within the last.
    static String of(List<Scores> scores, List<Integer> budgets) {
        StringBuilder table = new StringBuilder("| d | optimizer |");
        StringBuilder rule = new StringBuilder("|---|---|");
        for (int budget : budgets) {
            table.append(" %d d |".formatted(budget));
            rule.append("---|");
        }
        for (Group group : Group.values()) {
            table.append(" ").append(group.title).append(" |");
            rule.append("---|");
        }
        table.append('\n').append(rule).append('\n');
        for (Scores each : scores) {
            table.append("| %d | %s |".formatted(each.dimension(), each.contender()));
            for (int budget : budgets) {
                table.append(share(each.share((long) budget * each.dimension())));
            }
            for (double share : each.byGroup((long) budgets.getLast() * each.dimension())) {
                table.append(share(share));
            }
            table.append('\n');
        }
        return table.toString();
    }

    /// A line for each contender and dimension: the share of each function.
    static String functions(List<Scores> scores, int budget) {
        StringBuilder table = new StringBuilder("| d | optimizer |");
        for (int function = 1; function <= Suite.FUNCTIONS; function++) {
            table.append("  %2d |".formatted(function));
        }
        table.append("\n|").append("---|".repeat(2 + Suite.FUNCTIONS)).append('\n');
        for (Scores each : scores) {
            table.append("| %d | %s |".formatted(each.dimension(), each.contender()));
            for (int function = 1; function <= Suite.FUNCTIONS; function++) {
                int wanted = function;
                table.append(share(each.share((long) budget * each.dimension(), f -> f == wanted)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String share(double share) {
        return Double.isNaN(share)
                ? " |"
                : String.format(Locale.ROOT, " %.3f |", share).replace("0.", ".");
    }
}
