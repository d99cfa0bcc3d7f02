package dev.evoka.evaluator.training;

import com.sun.management.OperatingSystemMXBean;
import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.seeded.FoldRule;
import dev.evoka.spec.SpecException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// The memory that an evaluator needs to hold a model, estimated from the sizes of its file and of its weights.
/// What does not fit is refused: the kernel would end the process without a word.
///
/// @param heap bytes in the heap of the JVM: the file, the weights as they are now, and what the run keeps beside them
/// @param direct bytes outside the heap: one working copy for each worker
/// @param frozen bytes that ONNX Runtime takes for what is not trained
record MemoryNeed(long heap, long direct, long frozen) {

    /// The base; the best base so far, to go back to.
    private static final long ALWAYS = 2;

    /// What the process takes outside the heap without any model: classes, compiled code, threads, Kafka's buffers.
    private static final long PROGRAM = 150L << 20;

    /// After a collection the heap grows until 40 % of it are free (`MinHeapFreeRatio`).
    private static final double FILLED = 0.6;

    /// What a model needs at least, judged before its file is read.
    ///
    /// @param file bytes of the file
    static MemoryNeed ofFile(long file) {
        return new MemoryNeed(file, 0, 0);
    }

    /// @param file bytes of the file
    /// @param weights bytes of the trained weights
    /// @param rules how updates become weights
    /// @param parents models that are kept side by side
    /// @param workers candidates that are evaluated at the same time
    static MemoryNeed of(long file, long weights, WeightRules rules, int parents, int workers) {
        int moments = switch (rules.rule()) {
            case FoldRule.Plain plain -> 0;
            case FoldRule.Momentum momentum -> 1;
            case FoldRule.Adam adam -> 2;
        };
        long copies = ALWAYS + moments + (rules.anchored() ? 1 : 0) + (parents - 1);
        return new MemoryNeed(
                Math.addExact(Math.max(file, weights), Math.multiplyExact(weights, copies)),
                Math.multiplyExact(weights, (long) workers),
                Math.max(0, file - weights));
    }

    /// Refuses a model that does not fit into this JVM, and the machine or container that it runs in.
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
    /// @param machine memory of the machine, or the limit of the container
    /// @throws SpecException if it does not fit; the message says what would
    void check(String file, long heapLimit, long machine) {
        if (heap > heapLimit || direct > heapLimit) {
            throw new SpecException(
                    "objective.file: training %s takes %s of heap and %s outside it, but this JVM may take %s of each: set EVOKA_JAVA_OPTIONS=-Xmx%s, give a container more memory (EVALUATOR_MEMORY), or train fewer weights with objective.trainable"
                            .formatted(
                                    file,
                                    gigabytes(heap),
                                    gigabytes(direct),
                                    gigabytes(heapLimit),
                                    megabytes(Math.max(heap, direct))));
        }
        long all = Math.min(heapLimit, (long) (heap / FILLED)) + direct + frozen + PROGRAM;
        if (all > machine) {
            throw new SpecException(
                    "objective.file: training %s takes %s of memory, but this machine or container has %s: take a larger one (of Compose: EVALUATOR_MEMORY), or train fewer weights with objective.trainable"
                            .formatted(file, gigabytes(all), gigabytes(machine)));
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
