package io.gyre.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Imports run one way: deploy, then publisher, analyses and sinks beside each other, then decoders and schemas. */
class OneWayImportsTest {
    private static final String[] SCHEMAS = { "io.gyre.wire.."};
    private static final String[] DECODERS = { "io.gyre.ctf..", "io.gyre.chunk.."};
    private static final String[] PUBLISHER = { "io.gyre.publisher.."};
    private static final String[] ANALYSES = { "io.gyre.analysis..", "io.gyre.streams.."};
    private static final String[] SINKS = { "io.gyre.sinks.."};
    private static final String[] DEPLOY = { "io.gyre.cli..", "io.gyre.embedded.."};

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("io.gyre");

    @Test
    void decodersNeedNothingButJavaAndAJsonParser() {
        classes().that().resideInAnyPackage(DECODERS)
                .should().onlyDependOnClassesThat().resideInAnyPackage(
                        "java..", "org.jspecify..", "com.fasterxml.jackson.core..", "io.gyre.ctf..",
                        "io.gyre.chunk..")
                .check(HOUSE);
    }

    @Test
    void schemasKnowNoOtherRoom() {
        forbid(SCHEMAS, DECODERS, PUBLISHER, ANALYSES, SINKS, DEPLOY);
    }

    @Test
    void publisherAnalysesAndSinksDoNotKnowEachOther() {
        forbid(PUBLISHER, ANALYSES, SINKS, DEPLOY);
        forbid(ANALYSES, PUBLISHER, SINKS, DEPLOY);
        forbid(SINKS, PUBLISHER, ANALYSES, DEPLOY);
    }

    @Test
    void analysesNeedNoKafka() {
        noClasses().that().resideInAPackage("io.gyre.analysis..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.gyre.wire..", "io.gyre.streams..")
                .allowEmptyShould(true).check(HOUSE);
    }

    @Test
    void theBrokerIsUsedByTheCommandLineAlone() {
        forbid(new String[]{ "io.gyre.embedded.."}, SCHEMAS, DECODERS, PUBLISHER, ANALYSES, SINKS,
                new String[]{ "io.gyre.cli.."});
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("io.gyre.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = HOUSE.stream()
                .filter(not(JavaClass.Predicates.simpleName("package-info")))
                .map(JavaClass::getPackage).collect(Collectors.toSet());
        Set<String> unmarked = packages.stream().filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName).collect(Collectors.toSet());
        assertTrue(unmarked.isEmpty(), () -> "packages without @NullMarked in a package-info: " + unmarked);
    }

    private static void forbid(String[] from, String[]... rooms) {
        for (String[] room : rooms) {
            noClasses().that().resideInAnyPackage(from).should().dependOnClassesThat(resideInAnyPackage(room))
                    .allowEmptyShould(true).check(HOUSE);
        }
    }
}
