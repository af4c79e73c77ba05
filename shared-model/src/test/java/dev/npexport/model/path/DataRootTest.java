package dev.npexport.model.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataRootTest {

  @TempDir Path tmp;
  private Path data;
  private DataRoot root;

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectories(tmp.resolve("data"));
    Files.createDirectories(data.resolve("sae"));
    Files.createDirectories(tmp.resolve("outside"));
    Files.writeString(tmp.resolve("outside/secret"), "s");
    root = new DataRoot(data, List.of());
  }

  @Test
  void resolvesRelativePathsBelowTheRoot() {
    assertThat(root.resolve("sae")).isEqualTo(data.resolve("sae"));
    assertThat(root.resolve("./sae/cfg.json")).isEqualTo(data.resolve("sae/cfg.json"));
    assertThat(root.resolve("not/there/yet")).isEqualTo(data.resolve("not/there/yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../outside", "sae/../../outside", "sae/..", "a/b/../c", "", "  "})
  void refusesParentStepsAndEmptyPaths(String path) {
    assertThatThrownBy(() -> root.resolve(path)).isInstanceOf(OutsideDataRootException.class);
  }

  @Test
  void refusesNulInAPath() {
    assertThatThrownBy(() -> root.resolve("sae\0x")).isInstanceOf(OutsideDataRootException.class);
  }

  @Test
  void refusesAbsolutePathsEvenInsideTheRoot() {
    assertThatThrownBy(() -> root.resolve(data.resolve("sae").toString()))
        .isInstanceOf(OutsideDataRootException.class)
        .hasMessageContaining("relative to the data root")
        .hasMessageContaining("--input-root");
  }

  @Test
  void refusesALinkThatLeavesTheRoot() throws IOException {
    Files.createSymbolicLink(data.resolve("out"), tmp.resolve("outside"));
    assertThatThrownBy(() -> root.resolve("out")).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> root.resolve("out/secret")).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> root.resolve("out/new")).hasMessageContaining("symbolic link");
  }

  @Test
  void refusesAFolderThatHoldsALinkOutOfTheRoot() throws IOException {
    Files.createDirectories(data.resolve("sae/deep"));
    Files.createSymbolicLink(data.resolve("sae/deep/cfg.json"), tmp.resolve("outside/secret"));
    assertThatThrownBy(() -> root.resolve("sae"))
        .isInstanceOf(OutsideDataRootException.class)
        .hasMessageContaining("sae/deep/cfg.json");
  }

  @Test
  void followsLinksThatStayInside() throws IOException {
    Files.createSymbolicLink(data.resolve("alias"), data.resolve("sae"));
    Files.createSymbolicLink(data.resolve("sae/loop"), data.resolve("sae"));
    assertThat(root.resolve("alias")).isEqualTo(data.resolve("alias"));
  }

  @Test
  void worksWhenTheRootItselfIsALink() throws IOException {
    Path link = Files.createSymbolicLink(tmp.resolve("link"), data);
    assertThat(new DataRoot(link, List.of()).resolve("sae")).isEqualTo(link.resolve("sae"));
  }

  @Test
  void acceptsAbsolutePathsBelowAnInputRootOnly() {
    DataRoot open =
        DataRoot.of(
            data.toString(),
            tmp.resolve("outside") + File.pathSeparator + tmp.resolve("elsewhere"));
    assertThat(open.resolve(tmp.resolve("outside/secret").toString()))
        .isEqualTo(tmp.resolve("outside/secret"));
    assertThatThrownBy(() -> open.resolve(tmp.resolve("outside/../data").toString()))
        .isInstanceOf(OutsideDataRootException.class);
    assertThatThrownBy(() -> open.resolve(tmp + "/outsider"))
        .isInstanceOf(OutsideDataRootException.class);
  }

  @Test
  void refusesARelativeInputRoot() {
    assertThatThrownBy(() -> DataRoot.of(data.toString(), "models"))
        .hasMessageContaining("NPEXPORT_INPUT_ROOTS");
  }

  @Test
  void namesResultsRelativeToTheRoot() {
    UUID job = UUID.randomUUID();
    assertThat(root.relative(root.archive(job))).isEqualTo("exports/" + job + ".zip");
  }
}
