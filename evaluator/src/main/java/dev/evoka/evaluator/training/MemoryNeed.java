package dev.evoka.evaluator.training;

import com.sun.management.OperatingSystemMXBean;
import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.seeded.FoldRule;
import dev.evoka.spec.SpecException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// The memory that an evaluator needs to hold a model, estimated from the size of its weights before they are read.
///
/// @param heap bytes in the heap of the JVM: the file, the weights as they are now, and what the run keeps beside them
/// @param direct bytes outside the heap: one working copy for each worker
record MemoryNeed(long heap, long direct) {

    /// The file as it was read; the base; the best base so far, to go back to.
    private static final long ALWAYS = 3;

    /// @param weights bytes of the weights
    /// @param rules how updates become weights
    /// @param parents models that are kept side by side
    /// @param workers candidates that are evaluated at the same time
    static MemoryNeed of(long weights, WeightRules rules, int parents, int workers) {
        int moments = switch (rules.rule()) {
            case FoldRule.Plain plain -> 0;
            case FoldRule.Momentum momentum -> 1;
            case FoldRule.Adam adam -> 2;
        };
        long copies = ALWAYS + moments + (rules.anchored() ? 1 : 0) + (parents - 1);
        return new MemoryNeed(Math.multiplyExact(weights, copies), Math.multiplyExact(weights, (long) workers));
    }

    /// Refuses a model that does not fit into this JVM and machine.
    ///
    /// @throws SpecException if it does not
    void check(String file) {
        long machine = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        check(file, Runtime.getRuntime().maxMemory(), machine);
    }

    /// Refuses a model that does not fit.
    ///
    /// @param heapLimit largest heap of the JVM, which is also its limit for memory outside the heap
    /// @param machine memory of the machine
    /// @throws SpecException if it does not fit; the message says what would
    void check(String file, long heapLimit, long machine) {
        if (heap > heapLimit || direct > heapLimit) {
            throw new SpecException(
                    "objective.file: training %s takes %s of heap and %s outside it, but this JVM may take %s of each: set EVOKA_JAVA_OPTIONS=-Xmx%s, or train fewer weights with objective.trainable"
                            .formatted(
                                    file,
                                    gigabytes(heap),
                                    gigabytes(direct),
                                    gigabytes(heapLimit),
                                    megabytes(Math.max(heap, direct))));
        }
        if (heap + direct > machine) {
            throw new SpecException(
                    "objective.file: training %s takes %s of memory, but this machine has %s: take a larger one, or train fewer weights with objective.trainable"
                            .formatted(file, gigabytes(heap + direct), gigabytes(machine)));
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /// A quarter more than the weights take, for all else.
    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%dm", ((bytes + bytes / 4) >> 20) + 1);
    }
}
