package io.headwater.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.headwater.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule what_a_vendor_answers_knows_no_server = noClasses()
            .that()
            .resideInAnyPackage("..slack..", "..jira..", "..fault..", "..journal..", "..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "com.icegreen..", "jakarta.mail..");

    @ArchTest
    static final ArchRule packages_form_no_circles =
            slices().matching("io.headwater.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_do_not_know_the_house = noClasses()
            .that()
            .resideInAPackage("io.headwater.sandbox.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headwater.sandbox");
}
