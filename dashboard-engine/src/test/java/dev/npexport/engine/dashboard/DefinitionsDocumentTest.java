package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/definitions.md} has a whole table, and the tests that it names are there. */
class DefinitionsDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/definitions.md");
  private static final Pattern TEST_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");
  private static final int COLUMNS = 5;

  @Test
  void noCellIsEmpty() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(20);
    for (var cells : rows()) {
      assertThat(cells).as(cells.getFirst()).hasSize(COLUMNS).noneMatch(String::isBlank);
    }
  }

  @Test
  void everyNamedTestExists() throws IOException {
    var there = testClasses();
    for (var cells : rows()) {
      var names =
          TEST_NAME.matcher(cells.getLast()).results().map(found -> found.group(1)).toList();
      assertThat(names).as(cells.getFirst()).isNotEmpty().allMatch(there::contains);
    }
  }

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| number |"))
        .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|", -1)))
        .toList();
  }

  private static Set<String> testClasses() throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
