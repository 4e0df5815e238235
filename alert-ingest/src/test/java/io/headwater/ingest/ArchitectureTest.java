package io.headwater.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.headwater.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {"..ingest.outcome..", "..ingest.dbt..", "..ingest.montecarlo.."};

    @ArchTest
    static final ArchRule the_core_knows_no_framework_no_broker_and_no_generated_record = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "jakarta..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.apicurio..",
                    "io.headwater.schema..",
                    "io.headwater.topics..",
                    "io.headwater.problem..",
                    "io.headwater.access..",
                    "org.jboss..");

    @ArchTest
    static final ArchRule the_core_knows_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.http..", "..ingest.kafka..", "..ingest.delivery..");

    @ArchTest
    static final ArchRule the_core_has_no_clock_and_no_chance = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("io.headwater.ingest.(*)..").should().beFreeOfCycles();
}
