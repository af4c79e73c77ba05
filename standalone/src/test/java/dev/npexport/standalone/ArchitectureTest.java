package dev.npexport.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.npexport.standalone");

  @Test
  void ofOurModulesItKnowsTheEngineAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.npexport.model..", "dev.npexport.api..", "dev.npexport.worker..", "io.quarkus..")
        .check(CLASSES);
  }

  @Test
  void theLauncherAndTheClientKnowNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage("..standalone.launch..", "..standalone.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..standalone.command..", "..standalone.progress..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void theClientTalksToTheServicesByHttpAlone() {
    classes()
        .that()
        .resideInAPackage("..standalone.client..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson..", "..standalone.client..")
        .check(CLASSES);
  }
}
