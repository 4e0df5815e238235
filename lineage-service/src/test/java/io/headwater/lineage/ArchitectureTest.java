package io.headwater.lineage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "io.headwater.lineage", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "io.headwater.lineage.facet..",
        "io.headwater.lineage.dbt..",
        "io.headwater.lineage.people..",
        "io.headwater.lineage.view..",
        "io.headwater.lineage.submission.."
    };

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "org.hibernate..",
                    "java.sql..",
                    "io.headwater.schema..",
                    "io.headwater.topics..");

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headwater.lineage.intake..",
                    "io.headwater.lineage.catalogue..",
                    "io.headwater.lineage.api..",
                    "io.headwater.lineage.raw..",
                    "io.headwater.lineage.wire..");

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK_AND_THROWS_NO_DICE = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class);

    @ArchTest
    static final ArchRule NO_ROOMS_IN_CIRCLES =
            slices().matching("io.headwater.lineage.(*)..").should().beFreeOfCycles();
}
