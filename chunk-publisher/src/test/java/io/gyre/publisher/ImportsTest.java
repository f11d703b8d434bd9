package io.gyre.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private static final JavaClasses PUBLISHER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.gyre.publisher");

    @Test
    void thePublisherKnowsTheWireTheChunksAndTheReaderOfPackets() {
        noClasses().should().dependOnClassesThat(DescribedPredicate.describe("are of another part of Gyre",
                type -> type.getPackageName().startsWith("io.gyre.")
                        && !type.getPackageName().startsWith("io.gyre.publisher")
                        && !type.getPackageName().startsWith("io.gyre.wire")
                        && !type.getPackageName().startsWith("io.gyre.chunk")
                        && !type.getPackageName().startsWith("io.gyre.ctf")))
                .check(PUBLISHER);
    }

    @Test
    void aChunksWayLeadsThroughEachRoomOnce() {
        layeredArchitecture().consideringOnlyDependenciesInLayers().layer("publisher").definedBy("io.gyre.publisher")
                .layer("publish").definedBy("io.gyre.publisher.publish").layer("window")
                .definedBy("io.gyre.publisher.window").layer("pack").definedBy("io.gyre.publisher.pack").layer("ledger")
                .definedBy("io.gyre.publisher.ledger").layer("find").definedBy("io.gyre.publisher.find")
                .layer("retain").definedBy("io.gyre.publisher.retain").layer("adopt")
                .definedBy("io.gyre.publisher.adopt").layer("lttng").definedBy("io.gyre.publisher.lttng")
                .whereLayer("publisher").mayNotBeAccessedByAnyLayer()
                .whereLayer("publish").mayOnlyBeAccessedByLayers("publisher")
                .whereLayer("window").mayOnlyBeAccessedByLayers("publish")
                .whereLayer("pack").mayOnlyBeAccessedByLayers("publish", "retain")
                .whereLayer("ledger").mayOnlyBeAccessedByLayers("publisher", "publish", "window", "retain")
                .whereLayer("retain").mayOnlyBeAccessedByLayers("publisher", "publish")
                .whereLayer("adopt").mayNotBeAccessedByAnyLayer().whereLayer("lttng")
                .mayOnlyBeAccessedByLayers("publisher")
                .whereLayer("find")
                .mayOnlyBeAccessedByLayers("publisher", "publish", "retain", "adopt", "lttng").check(PUBLISHER);
        slices().matching("io.gyre.publisher.(*)..").should().beFreeOfCycles().check(PUBLISHER);
    }

    @Test
    void onlyPublishingTalksToKafka() {
        noClasses().that().resideOutsideOfPackage("io.gyre.publisher.publish").should().dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..").check(PUBLISHER);
    }
}
