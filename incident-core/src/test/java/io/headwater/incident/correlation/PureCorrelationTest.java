package io.headwater.incident.correlation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Lineage and correlation are functions of their inputs: no framework, no clock, no chance. */
class PureCorrelationTest {
    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.headwater.incident.lineage", "io.headwater.incident.correlation");

    @Test
    void lineage_and_correlation_know_java_fastutil_and_the_identity_of_checks_only() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "it.unimi.dsi.fastutil..",
                        "io.headwater.incident.outcome",
                        "io.headwater.incident.lineage",
                        "io.headwater.incident.correlation")
                .check(core);
    }

    @Test
    void lineage_does_not_know_correlation() {
        noClasses()
                .that()
                .resideInAPackage("io.headwater.incident.lineage")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.headwater.incident.correlation")
                .check(core);
    }

    @Test
    void nothing_reads_a_clock_or_draws_lots() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.UUID")
                .check(core);
    }
}
