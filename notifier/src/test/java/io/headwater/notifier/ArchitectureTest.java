package io.headwater.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.headwater.notifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "io.headwater.notifier.incident",
        "io.headwater.notifier.oncall",
        "io.headwater.notifier.routing",
        "io.headwater.notifier.telling",
        "io.headwater.notifier.message"
    };

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
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.apicurio..",
                    "io.headwater.schema..",
                    "io.headwater.topics..",
                    "io.headwater.problem..",
                    "io.headwater.access..",
                    "com.fasterxml..",
                    "com.slack..",
                    "dev.cel..",
                    "org.jboss..");

    @ArchTest
    static final ArchRule the_core_knows_no_adapter = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..notifier.api..",
                    "..notifier.delivery..",
                    "..notifier.intake..",
                    "..notifier.ledger..",
                    "..notifier.policies..",
                    "..notifier.routing.cel..",
                    "..notifier.slack..",
                    "..notifier.wire..");

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
    static final ArchRule packages_form_no_circle =
            slices().matching("io.headwater.notifier.(*)..").should().beFreeOfCycles();
}
