package io.gyre;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.gyre.analysis", "io.gyre.streams");

    @Test
    void analysesKnowNeitherKafkaNorTheWire() {
        noClasses().that().resideInAPackage("io.gyre.analysis..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.gyre.wire..", "io.gyre.streams..").check(CLASSES);
    }

    @Test
    void oneAnalysisDoesNotKnowAnother() {
        noClasses().that().resideInAPackage("io.gyre.analysis.kernel..").should().dependOnClassesThat()
                .resideInAnyPackage("io.gyre.analysis.generic..", "io.gyre.analysis.line..").check(CLASSES);
        noClasses().that().resideInAPackage("io.gyre.analysis.generic..").should().dependOnClassesThat()
                .resideInAnyPackage("io.gyre.analysis.kernel..", "io.gyre.analysis.line..").check(CLASSES);
    }

    @Test
    void stagesDoNotKnowEachOther() {
        noClasses().that().resideInAPackage("io.gyre.streams.plan..").should().dependOnClassesThat()
                .resideInAnyPackage("io.gyre.streams", "io.gyre.streams.decode..", "io.gyre.streams.stitch..",
                        "org.apache.kafka..")
                .check(CLASSES);
        noClasses().that().resideInAPackage("io.gyre.streams.stitch..").should().dependOnClassesThat()
                .resideInAnyPackage("io.gyre.streams", "io.gyre.streams.decode..", "io.gyre.streams.plan..",
                        "org.apache.kafka..")
                .check(CLASSES);
        noClasses().that().resideInAPackage("io.gyre.streams.decode..").should().dependOnClassesThat()
                .resideInAnyPackage("io.gyre.streams", "io.gyre.streams.plan..", "io.gyre.streams.stitch..")
                .check(CLASSES);
    }

    @Test
    void onlyTheFetcherAmongTheStagesKnowsKafka() {
        classes().that().resideInAPackage("io.gyre.streams.decode..").and().doNotHaveSimpleName("KafkaSegmentFetcher")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("io.gyre..", "java..", "org.jspecify..").check(CLASSES);
    }
}
