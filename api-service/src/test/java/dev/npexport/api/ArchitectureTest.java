package dev.npexport.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses api =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.npexport.api");

  @Test
  void knowsNeitherWorkerNorLauncher() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.npexport.worker..", "dev.npexport.standalone..")
        .check(api);
  }

  @Test
  void leavesKernelsAndWritersToTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.npexport.api.start..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.npexport.engine.kernel..", "org.nd4j..")
        .check(api);
  }

  @Test
  void hasFeaturesThatDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.npexport.api.(*)..").should().beFreeOfCycles().check(api);
  }
}
