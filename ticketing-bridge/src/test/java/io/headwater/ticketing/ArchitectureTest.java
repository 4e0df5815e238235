package io.headwater.ticketing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.headwater.ticketing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {"..ticketing.ticket..", "..ticketing.adf.."};

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
                    "com.fasterxml.jackson..",
                    "org.eclipse.microprofile..",
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.apicurio..",
                    "io.headwater.schema..",
                    "io.headwater.topics..",
                    "org.jboss..");

    @ArchTest
    static final ArchRule the_core_knows_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..ticketing.intake..",
                    "..ticketing.jira..",
                    "..ticketing.ledger..",
                    "..ticketing.outlet..",
                    "..ticketing.reference..",
                    "..ticketing.sending..");

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
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule reading_never_speaks_to_jira = noClasses()
            .that()
            .resideInAnyPackage("..ticketing.intake..", "..ticketing.reference..", "..ticketing.ledger..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.ticketing\\.jira\\.Jira(Api|Call|Door)?");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("io.headwater.ticketing.(*)..").should().beFreeOfCycles();
}
