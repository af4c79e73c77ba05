package dev.npexport.engine.format.sae;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.sae.golden.GoldenSaes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/formats.md says what is there: no row too many, none missing, each with its tests. */
class FormatsDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/formats.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

  /** Cells of the rows of the table below a heading. */
  private static List<List<String>> table(String heading) throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    return lines.stream()
        .skip(lines.indexOf("## " + heading))
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  @Test
  void hasEveryFormatThatIsDetected() throws IOException {
    List<String> detected = SaeFormats.all().stream().flatMap(f -> f.ids().stream()).toList();
    assertThat(table("Layouts"))
        .extracting(row -> codes(row.getFirst()).getFirst())
        .containsExactlyInAnyOrderElementsOf(detected);
    assertThat(table("Coverage"))
        .extracting(row -> codes(row.getFirst()).getFirst())
        .containsAll(detected);
  }

  @Test
  void namesForEachArchitectureOfAFormatTheGoldenSaesThatThereAre() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (GoldenSaes.Source source : GoldenSaes.sources()) {
      expected
          .computeIfAbsent(source.format() + " " + source.architecture(), key -> new TreeSet<>())
          .add(source.name());
    }
    Map<String, Set<String>> found = new TreeMap<>();
    for (List<String> row : table("Coverage")) {
      found.put(codes(row.get(0)).getFirst() + " " + row.get(1), new TreeSet<>(codes(row.get(5))));
      assertThat(row).as("%s", row).hasSize(6).noneMatch(String::isEmpty);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void namesTestsThatExist() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(TESTS)) {
      sources = files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
    for (var match : TEST.matcher(Files.readString(DOCUMENT)).results().toList()) {
      List<Path> found =
          sources.stream().filter(file -> file.endsWith(match.group(1) + ".java")).toList();
      assertThat(found).as(match.group(1)).hasSize(1);
      if (match.group(2) != null) {
        assertThat(Files.readString(found.getFirst())).contains("void " + match.group(2) + "(");
      }
    }
  }
}
