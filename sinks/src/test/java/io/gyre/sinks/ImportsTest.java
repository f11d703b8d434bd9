package io.gyre.sinks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ImportsTest {
    private static final List<String> SINK_PACKAGES = List.of("io.gyre.sinks.file", "io.gyre.sinks.topic",
            "io.gyre.sinks.restore");
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
        for (String sink : SINK_PACKAGES) {
            noClasses().that().resideInAPackage(sink).should()
                    .dependOnClassesThat(DescribedPredicate.describe("are of another sink",
                            type -> SINK_PACKAGES.contains(type.getPackageName())
                                    && !type.getPackageName().equals(sink)))
                    .check(SINKS);
        }
    }

    @Test
    void whatSinksShareKnowsNoSink() {
        noClasses().that().resideInAnyPackage("io.gyre.sinks", "io.gyre.sinks.row").should().dependOnClassesThat()
                .resideInAnyPackage(SINK_PACKAGES.toArray(String[]::new)).check(SINKS);
    }

    @Test
    void onlyTheFileSinkKnowsDuckDb() {
        noClasses().that().resideOutsideOfPackage("io.gyre.sinks.file").should().dependOnClassesThat()
                .resideInAPackage("org.duckdb..").check(SINKS);
    }
}
