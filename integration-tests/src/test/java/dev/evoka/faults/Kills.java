package dev.evoka.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// When is killed what: a seeded plan of kills over a run.
final class Kills {

    /// Kinds of processes.
    enum Victim {
        BROKER,
        COORDINATOR,
        EVALUATOR
    }

    /// One kill.
    ///
    /// @param generation comes when this generation is complete
    /// @param microseconds and so much later
    /// @param number chooses one of several processes of the kind
    record Kill(Victim victim, long generation, long microseconds, int number) {}

    private Kills() {}

    /// Kills of each kind at random moments. Some meet others while their victims are still starting.
    static List<Kill> plan(long seed, int ofEachKind, long generations) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Kill> kills = new ArrayList<>();
        for (Victim victim : Victim.values()) {
            for (int i = 0; i < ofEachKind; i++) {
                kills.add(new Kill(
                        victim, random.nextLong(generations), random.nextLong(30_000), random.nextInt(1_000_000)));
            }
        }
        kills.sort(Comparator.comparingLong(Kill::generation).thenComparingLong(Kill::microseconds));
        return kills;
    }
}
