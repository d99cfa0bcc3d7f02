package dev.evoka.benchmarks.bbob;

import dev.evoka.optimizers.Algorithms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.moeaframework.algorithm.single.DifferentialEvolution;
import org.moeaframework.algorithm.single.GeneticAlgorithm;
import org.moeaframework.algorithm.single.SimulatedAnnealing;

/// All that can take part.
final class Contenders {

    private Contenders() {}

    /// The contenders of these names, separated by commas; `all` is every one, `ours` those of this project.
    static List<Contender> named(String names, int parallelism) {
        List<Contender> ours = new ArrayList<>();
        for (Algorithms algorithm : Algorithms.values()) {
            ours.add(new Ours(algorithm, parallelism));
        }
        List<Contender> all = new ArrayList<>(ours);
        all.add(new HipparchusCma());
        all.add(new JeneticsGa());
        all.add(new Moea("moea ga", GeneticAlgorithm::new));
        all.add(new Moea("moea de", DifferentialEvolution::new));
        all.add(new Moea("moea sa", SimulatedAnnealing::new));
        if (names.equals("all")) {
            return all;
        }
        if (names.equals("ours")) {
            return ours;
        }
        List<Contender> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            chosen.add(all.stream()
                    .filter(contender -> contender.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("algorithms must be of %s but had '%s'"
                            .formatted(
                                    Arrays.toString(
                                            all.stream().map(Contender::name).toArray()),
                                    name))));
        }
        return chosen;
    }
}
