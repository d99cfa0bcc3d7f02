package dev.evoka.cli.image;

import java.util.List;
import java.util.stream.Stream;

/// A service that has an image, and what it needs of the program's jars.
enum ImageService {
    COORDINATOR(60, List.of()),
    /// Model weights and the sessions of ONNX Runtime are outside the heap.
    EVALUATOR(45, List.of("kafka-streams"));

    /// Neither has a broker in it or draws plots, and the coordinator's stores are in memory, without RocksDB.
    private static final List<String> UNUSED = List.of(
            "scala",
            "kafka_2",
            "kafka-server",
            "kafka-metadata",
            "kafka-raft",
            "kafka-storage",
            "kafka-group",
            "kafka-share",
            "kafka-transaction",
            "kafka-coordinator",
            "kafka-tools",
            "log4j",
            "xchart",
            "VectorGraphics2D",
            "jopt",
            "argparse4j",
            "metrics-core",
            "re2j",
            "pcollections",
            "hash4j",
            "HdrHistogram",
            "caffeine",
            "commons-beanutils",
            "commons-collections",
            "commons-digester",
            "commons-validator",
            "rocksdbjni");

    private final int heapPercentage;
    private final List<String> unusedToo;

    ImageService(int heapPercentage, List<String> unusedToo) {
        this.heapPercentage = heapPercentage;
        this.unusedToo = unusedToo;
    }

    /// Share of the container's memory that the heap may take.
    int heapPercentage() {
        return heapPercentage;
    }

    /// True if the service needs the jar.
    boolean needs(String jar) {
        return Stream.concat(UNUSED.stream(), unusedToo.stream()).noneMatch(jar::startsWith);
    }
}
