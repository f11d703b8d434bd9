package io.gyre.sinks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ImportsTest {
    private static final JavaClasses SINKS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.gyre.sinks");

    @Test
    void sinksKnowTheWireAndNothingElseOfGyre() {
        noClasses().should().dependOnClassesThat(DescribedPredicate.describe("are of another part of Gyre",
                type -> type.getPackageName().startsWith("io.gyre.")
                        && !type.getPackageName().startsWith("io.gyre.wire")
                        && !type.getPackageName().startsWith("io.gyre.sinks")))
                .check(SINKS);
    }

    @Test
    void noSinkKnowsAnother() {
        for (String sink : new String[]{ "file", "topic", "restore"}) {
            noClasses().that().resideInAPackage("io.gyre.sinks." + sink).should().dependOnClassesThat(
                    DescribedPredicate.describe("are of another sink",
                            type -> type.getPackageName().startsWith("io.gyre.sinks.")
                                    && !type.getPackageName().equals("io.gyre.sinks." + sink)))
                    .check(SINKS);
        }
    }

    @Test
    void onlyTheFileSinkKnowsDuckDb() {
        noClasses().that().resideOutsideOfPackage("io.gyre.sinks.file").should().dependOnClassesThat()
                .resideInAPackage("org.duckdb..").check(SINKS);
    }
}
