package dev.evoka.benchmarks;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.noise.NoiseTensor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;

/// How fast noise is added to weights, beside `y = a · x + y` over the same memory: in place, as updates are
/// folded, and from one memory into another that a model's runtime reads, as candidates are made. All are measured
/// by turns, in the processor time of the thread, so that other work on the machine counts little.
final class TrainingNoise {

    private static final int WEIGHTS = 1 << 20;
    private static final int ROUNDS = 41;
    private static final int REPEATS = 10;

    private final float[] numbers = new float[WEIGHTS];
    private final float[] others = new float[WEIGHTS];
    private final float[][] rows = new float[WEIGHTS / Noise.ROW][Noise.ROW];
    private final float[] row = new float[Noise.ROW];
    private final FloatBuffer copy = ByteBuffer.allocateDirect(WEIGHTS * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    private final NoiseTensor tensor = NoiseTensor.of("weights", 1024, WEIGHTS / 1024);

    private TrainingNoise() {}

    static void main(String[] arguments) {
        System.out.println("| noise | rank | folded, 10⁹ weights/s | × y = a · x + y | candidate, 10⁹ weights/s | × |");
        System.out.println("|---|---|---|---|---|---|");
        for (NoiseKind kind : NoiseKind.values()) {
            new TrainingNoise().measure(kind, 0);
        }
        new TrainingNoise().measure(NoiseKind.RADEMACHER, 1);
        new TrainingNoise().measure(NoiseKind.RADEMACHER, 4);
    }

    private void measure(NoiseKind kind, int rank) {
        NoiseSource source = new NoiseSource(kind, rank, 1);
        double[] plain = new double[ROUNDS];
        double[] folded = new double[ROUNDS];
        double[] made = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int generation = round;
            folded[round] = time(i -> fold(source.vector(generation, i)));
            made[round] = time(i -> make(source.vector(generation, i)));
            plain[round] = time(i -> add(0.01f, others, numbers));
        }
        double one = median(plain);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.2f |%n",
                kind.specName(),
                rank,
                WEIGHTS / median(folded),
                one / median(folded),
                WEIGHTS / median(made),
                one / median(made));
    }

    private void fold(Noise noise) {
        for (int from = 0; from < WEIGHTS; from += Noise.ROW) {
            noise.add(tensor, from, Noise.ROW, 0.01f, rows[from / Noise.ROW], 0);
        }
    }

    private void make(Noise noise) {
        for (int from = 0; from < WEIGHTS; from += Noise.ROW) {
            noise.add(tensor, from, 0.01f, rows[from / Noise.ROW], row);
            copy.put(from, row, 0, Noise.ROW);
        }
    }

    private static void add(float amount, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += amount * x[i];
        }
    }

    /// Nanoseconds of processor time for one repetition.
    private static double time(IntConsumer work) {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < REPEATS; i++) {
            work.accept(i);
        }
        return (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / REPEATS;
    }

    private static double median(double[] values) {
        return Median.of(DoubleStream.of(values).boxed().toList());
    }
}
