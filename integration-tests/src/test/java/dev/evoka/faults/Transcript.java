package dev.evoka.faults;

import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything that the topics say about one run, in the order of the log.
///
/// @param run the run
/// @param progress its progress records, repeated ones included
/// @param bests its best records
/// @param answers its fitness records
record Transcript(Run run, List<Progress> progress, List<Best> bests, List<BlockFitness> answers) {

    static Transcript of(Map<String, Object> client, Run run) {
        TopicReader reader = new TopicReader(client);
        String id = run.getRun();
        return new Transcript(
                run,
                reader.values(Topic.PROGRESS, Progress.class).stream()
                        .filter(each -> each.getRun().equals(id))
                        .toList(),
                reader.values(Topic.BEST, Best.class).stream()
                        .filter(each -> each.getRun().equals(id))
                        .toList(),
                reader.values(Topic.FITNESS, BlockFitness.class).stream()
                        .filter(each -> each.getRun().equals(id))
                        .toList());
    }

    /// The generations that were completed, by their number, and what was first published of each.
    Map<Long, Progress> generations() {
        Map<Long, Progress> generations = new TreeMap<>();
        progress.forEach(each -> generations.putIfAbsent(each.getGeneration(), each));
        return generations;
    }

    /// Every bit of a progress record but what may differ between two runs of one spec: their names, and the time that
    /// they took.
    static String bits(Progress progress) {
        return Progress.newBuilder(progress).setRun("").setSeconds(0).build().toString();
    }

    /// The newest generation. What a coordinator that was taken for dead still had to say may follow it in the log.
    Progress last() {
        return progress.stream()
                .max(Comparator.comparingLong(Progress::getGeneration))
                .orElseThrow();
    }

    /// The best parameters at the end, as they were published.
    String parameters() {
        return bests.stream()
                .max(Comparator.comparingLong(Best::getGeneration))
                .orElseThrow()
                .getParameters();
    }
}
