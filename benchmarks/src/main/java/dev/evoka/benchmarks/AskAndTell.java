package dev.evoka.benchmarks;

import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Time within an optimizer for each candidate: ask and tell, on the sphere, on one core. The figure is the counter
/// `candidates`, in microseconds. An optimizer that has used a thousand evaluations for each dimension begins anew.
///
/// Arguments are those of JMH: `-p algorithm=cma-es -p dimension=10,40`.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AskAndTell {

    /// Name of the algorithm, as in a spec.
    @Param({
        "simulated-annealing",
        "genetic-algorithm",
        "l-shade",
        "differential-evolution",
        "particle-swarm",
        "cma-es",
        "separable-cma-es",
        "lm-ma-es",
        "snes",
        "auto"
    })
    public String algorithm = "";

    /// Number of parameters.
    @Param("10")
    public int dimension;

    /// Candidates that were evaluated.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counted {
        public long candidates;
    }

    private Algorithms chosen = Algorithms.AUTO;
    private DenseOptimizer optimizer = started(Algorithms.AUTO, 2);
    private long left;

    private static DenseOptimizer started(Algorithms algorithm, int dimension) {
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        return algorithm
                .defaults()
                .start(
                        new SearchSpace(lower, upper, new Initialisation.Bounds()),
                        1,
                        Budget.of(evaluations(dimension)));
    }

    private static long evaluations(int dimension) {
        return 1_000L * dimension;
    }

    @Setup
    public void begin() {
        chosen = Algorithms.named(algorithm)
                .orElseThrow(() -> new IllegalArgumentException(
                        "algorithm must be one of %s but was '%s'".formatted(Algorithms.names(), algorithm)));
        left = 0;
    }

    @Benchmark
    public DenseOptimizer generation(Counted counted) {
        if (left <= 0 || optimizer.converged()) {
            optimizer = started(chosen, dimension);
            left = evaluations(dimension);
        }
        Candidates candidates = optimizer.ask();
        double[] errors = new double[candidates.count()];
        for (int c = 0; c < errors.length; c++) {
            errors[c] = sphere(candidates.values(), c * dimension);
        }
        optimizer.tell(errors);
        left -= errors.length;
        counted.candidates += errors.length;
        return optimizer;
    }

    private double sphere(double[] values, int from) {
        double sum = 0;
        for (int i = from; i < from + dimension; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    static void main(String[] arguments) throws java.io.IOException {
        org.openjdk.jmh.Main.main(arguments);
    }
}
