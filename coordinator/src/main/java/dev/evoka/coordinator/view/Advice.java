package dev.evoka.coordinator.view;

import dev.evoka.schemas.EvaluatorStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How many evaluators would do, judged by what those that are alive did over the last ten seconds.
///
/// @param running runs that are active
/// @param evaluators those that are alive
/// @param wanted how many would do; 0 while no run is active
/// @param busy mean share of the evaluators' time that goes into evaluations, from 0 to 1
/// @param waiting blocks that are given out, and that nobody has begun
/// @param reason why, in a sentence
/// @param slowest an evaluator that holds generations up, in a sentence; empty if there is none
public record Advice(
        int running, int evaluators, int wanted, double busy, long waiting, String reason, String slowest) {

    /// What is left of the time is spent between generations, whatever the number of evaluators.
    private static final double WELL_USED = 0.8;

    private static final double IDLE = 0.4;

    /// An evaluator is slow if others do so many times as much.
    private static final double SLOW = 2;

    /// @param all evaluators, those that are gone among them
    public static Advice of(int running, List<Evaluators.Seen> all) {
        List<Evaluators.Seen> alive =
                all.stream().filter(Evaluators.Seen::alive).toList();
        int number = alive.size();
        double busy =
                alive.stream().mapToDouble(Evaluators.Seen::busy).average().orElse(0);
        long waiting = alive.stream().mapToLong(each -> waiting(each.status())).sum();
        String slowest = running == 0 ? "" : slowest(alive);
        if (running == 0) {
            return new Advice(running, number, 0, busy, waiting, "no run is active", slowest);
        }
        if (number == 0) {
            return new Advice(running, number, 1, busy, waiting, "a run is active, and there is no evaluator", slowest);
        }
        int enough = (int) Math.ceil(number * busy / WELL_USED);
        if (busy >= WELL_USED) {
            int more = waiting > 0 ? Math.max(enough, 2 * number) : Math.max(enough, number + 1);
            int most = slots(alive);
            if (most > 0 && number >= most) {
                String why =
                        "all are busy, but there are " + most + " slots: more find no work, see --assignment pooled";
                return new Advice(running, number, number, busy, waiting, why, slowest);
            }
            String why = waiting > 0 ? "all are busy and blocks wait" : "all are busy";
            return new Advice(running, number, most > 0 ? Math.min(most, more) : more, busy, waiting, why, slowest);
        }
        return busy < IDLE && enough < number
                ? new Advice(
                        running, number, Math.max(1, enough), busy, waiting, "they are idle most of the time", slowest)
                : new Advice(running, number, number, busy, waiting, "they are well used", slowest);
    }

    private static long waiting(EvaluatorStatus status) {
        return Math.max(0, status.getWaiting() - status.getThreads()) + Math.max(0, status.getLag());
    }

    /// Slots that they serve together; 0 if they take blocks of any slot.
    private static int slots(List<Evaluators.Seen> alive) {
        Set<String> slots = new HashSet<>();
        for (Evaluators.Seen each : alive) {
            if (!each.status().getSlots().isEmpty()) {
                slots.addAll(Arrays.asList(each.status().getSlots().split(",", -1)));
            }
        }
        return slots.size();
    }

    private static double pace(Evaluators.Seen seen) {
        double busySeconds = seen.busy() * seen.status().getThreads();
        return busySeconds > 0 ? seen.candidatesPerSecond() / busySeconds : Double.NaN;
    }

    private static String slowest(List<Evaluators.Seen> alive) {
        List<Evaluators.Seen> known = alive.stream()
                .filter(each -> pace(each) > 0)
                .sorted(Comparator.comparingDouble(Advice::pace))
                .toList();
        if (known.size() < 2) {
            return "";
        }
        double median = pace(known.get(known.size() / 2));
        Evaluators.Seen last = known.getFirst();
        return median < SLOW * pace(last)
                ? ""
                : "%s is %.1f × slower than the others: generations wait for it, unless evaluators are pooled"
                        .formatted(last.status().getEvaluator(), median / pace(last));
    }
}
