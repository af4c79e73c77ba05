package dev.npexport.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.path.DataRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathCompletionTest {

  @TempDir Path folder;
  private Path root;
  private PathCompletion completion;

  @BeforeEach
  void fill() throws IOException {
    root = folder.resolve("data");
    for (String name : List.of("sae/deep", "sample", "exports", "logs", "work", ".system")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.writeString(root.resolve("samples.txt"), "12345");
    Files.writeString(root.resolve("sae/cfg.json"), "{}");
    Files.createDirectories(folder.resolve("elsewhere/secret"));
    completion = new PathCompletion(new DataRoot(root, List.of()));
  }

  private List<String> paths(String begun) {
    return completion.complete(begun).stream().map(FileEntry::path).toList();
  }

  @Test
  void listsTheRootWithoutWhatIsTheServicesOwn() {
    assertThat(paths("")).containsExactly("sae", "sample", "samples.txt");
  }

  @Test
  void completesANameFoldersFirst() {
    assertThat(completion.complete("sam"))
        .containsExactly(
            new FileEntry("sample", true, Optional.empty()),
            new FileEntry("samples.txt", false, Optional.of(5L)));
  }

  @Test
  void goesIntoAFolderAfterItsSlash() {
    assertThat(paths("sae/")).containsExactly("sae/deep", "sae/cfg.json");
    assertThat(paths("sae/c")).containsExactly("sae/cfg.json");
  }

  @Test
  void hasNothingOutsideTheRoot() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), folder.resolve("elsewhere"));
    assertThat(paths("../elsewhere/")).isEmpty();
    assertThat(paths(folder + "/elsewhere/")).isEmpty();
    assertThat(paths("/")).isEmpty();
    assertThat(paths("out/")).isEmpty();
  }

  @Test
  void hasNothingForAPathThatLeadsNowhere() {
    assertThat(paths("nope/")).isEmpty();
    assertThat(paths("samples.txt/")).isEmpty();
    assertThat(paths("a\0b/")).isEmpty();
  }

  @Test
  void answersNoMoreThanItsLimit() throws IOException {
    for (int i = 0; i < PathCompletion.MOST + 5; i++) {
      Files.writeString(root.resolve("sae/batch-%03d".formatted(i)), "");
    }
    assertThat(paths("sae/b"))
        .hasSize(PathCompletion.MOST)
        .startsWith("sae/batch-000", "sae/batch-001");
  }
}
