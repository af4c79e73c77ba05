package dev.npexport.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.npexport.worker");

  @Test
  void knowsNothingOfTheApiOrTheLauncher() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.npexport.api..", "dev.npexport.standalone..")
        .check(CLASSES);
  }

  @Test
  void onlyTheProducerKnowsWhichEngineItIs() {
    noClasses()
        .that()
        .doNotHaveSimpleName("EngineProducer")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.npexport.engine.NpexportEngine")
        .check(CLASSES);
  }

  @Test
  void changesRowsThroughTheStoresOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..worker.feature..", "..worker.input..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.agroal..")
        .check(CLASSES);
  }

  @Test
  void hasNoCirclesBetweenItsPackages() {
    slices().matching("dev.npexport.worker.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
