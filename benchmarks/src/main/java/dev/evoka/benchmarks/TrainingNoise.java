package dev.evoka.benchmarks;

import dev.evoka.noise.Noise;
import dev.evoka.noise.NoiseKey;
import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseTensor;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// How fast noise is added to weights, beside `y = a · x + y` over the same memory. Both are measured by turns, in the
/// processor time of the thread, so that other work on the machine counts little.
final class TrainingNoise {

    private static final int WEIGHTS = 1 << 20;
    private static final int ROUNDS = 41;
    private static final int REPEATS = 10;

    private TrainingNoise() {}

    static void main(String[] arguments) {
        System.out.println("| noise | 10⁹ weights/s | × y = a · x + y |");
        System.out.println("|---|---|---|");
        float[] numbers = new float[WEIGHTS];
        float[] others = new float[WEIGHTS];
        float[] block = new float[Noise.BLOCK];
        NoiseTensor tensor = NoiseTensor.of("weights", WEIGHTS);
        for (NoiseKind kind : NoiseKind.values()) {
            double[] plain = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                Noise noise = Noise.of(kind, new NoiseKey(1, round, 0));
                long began = time();
                for (int i = 0; i < REPEATS; i++) {
                    for (int from = 0; from < WEIGHTS; from += Noise.BLOCK) {
                        System.arraycopy(others, from, block, 0, Noise.BLOCK);
                        noise.add(tensor, from, Noise.BLOCK, 0.01f, block);
                        System.arraycopy(block, 0, numbers, from, Noise.BLOCK);
                    }
                }
                ours[round] = time() - began;
                began = time();
                for (int i = 0; i < REPEATS; i++) {
                    add(0.01f, others, numbers);
                }
                plain[round] = time() - began;
            }
            double one = median(plain);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |%n",
                    kind.specName(),
                    (double) WEIGHTS * REPEATS / median(ours),
                    one / median(ours));
        }
    }

    private static void add(float amount, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += amount * x[i];
        }
    }

    private static long time() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        return Median.of(DoubleStream.of(values).boxed().toList());
    }
}
