package io.gyre;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Imports run one way (design: the house and its rooms). */
class ArchitectureTest {
    private static final JavaClasses DECODERS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.gyre");

    @Test
    void decodersNeedTheJdkAndAReaderOfJsonAlone() {
        classes().should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe("are of the JDK, of decoders, annotations for null or jackson-core",
                                (JavaClass type) -> type.getPackageName().startsWith("java.")
                                        || type.getPackageName().startsWith("io.gyre.ctf")
                                        || type.getPackageName().startsWith("io.gyre.chunk")
                                        || type.getPackageName().startsWith("org.jspecify")
                                        || type.getPackageName().startsWith("com.fasterxml.jackson.core")
                                        || type.isPrimitive() || type.isArray()))
                .check(DECODERS);
    }

    @Test
    void jsonIsReadInOneRoom() {
        noClasses().that().resideOutsideOfPackage("io.gyre.ctf.json").should().dependOnClassesThat()
                .resideInAPackage("com.fasterxml..").check(DECODERS);
    }

    /** Packet headers are walked by the interpreter over the reader's cursor: these three are one room until that is cut. */
    private static final Set<String> ONE_ROOM = Set.of("io.gyre.ctf.interpret", "io.gyre.ctf.layout",
            "io.gyre.ctf.read");

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String room = type.getPackageName();
                return SliceIdentifier.of(ONE_ROOM.contains(room) ? "io.gyre.ctf.read" : room);
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        }).should().beFreeOfCycles().check(DECODERS);
    }

    @Test
    void tracesKnowNothingOfChunks() {
        noClasses().that().resideInAPackage("io.gyre.ctf..").should().dependOnClassesThat()
                .resideInAPackage("io.gyre.chunk..")
                .check(DECODERS);
    }

    @Test
    void modelNeedsNothingElse() {
        noClasses().that().resideInAPackage("io.gyre.ctf.model..").should().dependOnClassesThat(
                DescribedPredicate.describe("are of another room",
                        type -> type.getPackageName().startsWith("io.gyre.")
                                && !type.getPackageName().equals("io.gyre.ctf.model")))
                .check(DECODERS);
    }
}
