package dev.evoka.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between modules and packages, as the architecture page draws them.
@AnalyzeClasses(packages = "dev.evoka", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SCHEMAS = {
        "dev.evoka.schemas..",
        "dev.evoka.spec..",
        "dev.evoka.topics..",
        "dev.evoka.registry..",
        "dev.evoka.artifacts..",
        "dev.evoka.meters..",
        "dev.evoka.tracing..",
        "dev.evoka.web.."
    };
    private static final String[] OPTIMIZERS = {
        "dev.evoka.optimizers..", "dev.evoka.measures..", "dev.evoka.noise..", "dev.evoka.seeded.."
    };
    private static final String[] SERVICES = {"dev.evoka.evaluator..", "dev.evoka.coordinator.."};
    private static final String CLI = "dev.evoka.cli..";
    private static final String KAFKA = "org.apache.kafka..";

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(join(OPTIMIZERS, SERVICES, CLI));

    @ArchTest
    static final ArchRule OPTIMIZERS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(OPTIMIZERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(join(SCHEMAS, SERVICES, CLI));

    @ArchTest
    static final ArchRule OPTIMIZERS_DO_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage(OPTIMIZERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, "java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("dev.evoka.(evaluator|coordinator)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_KNOW_THE_COMMAND = noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.evoka.coordinator.loop..",
                    "dev.evoka.coordinator.run..",
                    "dev.evoka.evaluator.data..",
                    "dev.evoka.evaluator.model..",
                    "dev.evoka.evaluator.weights..",
                    "dev.evoka.spec..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KAFKA);

    @ArchTest
    static final ArchRule THE_LOOP_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("dev.evoka.coordinator.loop..", "dev.evoka.coordinator.journal..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule NO_UNSEEDED_RANDOMNESS = noClasses()
            .that()
            .areNotAssignableTo(javax.net.ssl.SSLContextSpi.class) // must have a SecureRandom among its parameters
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.SplittableRandom")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule NOTHING_PRINTS_BUT_THE_COMMAND = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, "dev.evoka.benchmarks..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.evoka.(**)").should().beFreeOfCycles();

    private static String[] join(String[] some, String[] others, String last) {
        String[] all = new String[some.length + others.length + 1];
        System.arraycopy(some, 0, all, 0, some.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        all[all.length - 1] = last;
        return all;
    }
}
