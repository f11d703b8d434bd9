package io.gyre.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ImportsTest {
    private static final JavaClasses SCHEMAS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.gyre.wire");

    @Test
    void schemasKnowNothingElseOfGyre() {
        noClasses().should().dependOnClassesThat(
                DescribedPredicate.describe("are of another part of Gyre",
                        type -> type.getPackageName().startsWith("io.gyre.")
                                && !type.getPackageName().startsWith("io.gyre.wire")))
                .check(SCHEMAS);
    }

    @Test
    void theWordsDependOnNoFormat() {
        classes().that().resideInAPackage("io.gyre.wire").should().onlyDependOnClassesThat()
                .resideInAnyPackage("io.gyre.wire", "java..", "org.jspecify..", "com.dynatrace.hash4j.hashing")
                .check(SCHEMAS);
    }

    @Test
    void theFormatsOfOthersDependOnNoSegment() {
        noClasses().that().resideInAnyPackage("io.gyre.wire.seal.age", "io.gyre.wire.seal.ssh").should()
                .dependOnClassesThat().resideInAnyPackage("io.gyre.wire.seal", "io.gyre.wire.avro").check(SCHEMAS);
    }
}
