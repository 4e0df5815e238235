package io.headwater.incident;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;

@AnalyzeClasses(packages = "io.headwater.incident", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Without their adapters {@code priority.cel} and {@code policy.registry}. */
    private static final String[] CORE = {
        "io.headwater.incident.packed",
        "io.headwater.incident.outcome",
        "io.headwater.incident.lineage",
        "io.headwater.incident.correlation",
        "io.headwater.incident.impact",
        "io.headwater.incident.incident",
        "io.headwater.incident.priority",
        "io.headwater.incident.policy",
        "io.headwater.incident.silence",
        "io.headwater.incident.status",
        "io.headwater.incident.erasure",
        "io.headwater.incident.triage",
        "io.headwater.incident.backtest"
    };

    /** What the core may know beside itself: no framework, broker, database, generated record or JSON is among it. */
    private static final String[] PLAIN = {"java..", "it.unimi.dsi.fastutil..", "io.headwater.identity"};

    @ArchTest
    static final ArchRule the_core_knows_java_fastutil_and_identities_only = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(and(PLAIN, CORE));

    @ArchTest
    static final ArchRule lineage_and_correlation_know_of_checks_and_nothing_of_incidents = classes()
            .that()
            .resideInAnyPackage("io.headwater.incident.lineage", "io.headwater.incident.correlation")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "it.unimi.dsi.fastutil..",
                    "io.headwater.incident.packed",
                    "io.headwater.incident.outcome",
                    "io.headwater.incident.lineage",
                    "io.headwater.incident.correlation");

    @ArchTest
    static final ArchRule the_core_reads_no_clock = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(describe(
                    "asks for the time",
                    (JavaCall<?> call) -> call.getTargetOwner().getPackageName().startsWith("java.time")
                            && call.getTarget().getName().equals("now")))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule the_core_draws_no_lots = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RandomGenerator.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(UUID.class);

    /** Hash codes of what has none of its own differ from run to run, and so would an order that rests on them. */
    @ArchTest
    static final ArchRule the_core_asks_for_no_identity_hash = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(describe(
                    "asks for an identity hash",
                    (JavaCall<?> call) -> call.getTarget() instanceof MethodCallTarget target
                            && target.getName().equals("identityHashCode")));

    @ArchTest
    static final ArchRule records_of_the_contract_stay_in_the_adapters = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.headwater.incident.topology..",
                    "io.headwater.incident.projection..",
                    "io.headwater.incident.api..",
                    "io.headwater.incident.session..",
                    "io.headwater.incident.policy.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headwater.schema..", "org.apache.avro..");

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("io.headwater.incident.(**)").should().beFreeOfCycles();

    private static String[] and(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
