package dev.npexport.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputRootsTest {

  @TempDir Path temporary;

  @Test
  void aFolderOfLinksMeansTheLinkedFilesToo() throws Exception {
    Path root = temporary.toRealPath();
    Path blob =
        Files.writeString(Files.createDirectories(root.resolve("blobs")).resolve("ab"), "x");
    Path other = Files.writeString(root.resolve("blobs").resolve("cd"), "y");
    Path snapshot = Files.createDirectories(root.resolve("snapshots/main"));
    Files.createSymbolicLink(snapshot.resolve("model.safetensors"), blob);
    Files.createSymbolicLink(snapshot.resolve("lost"), root.resolve("nowhere"));

    assertThat(InputRoots.of(List.of(snapshot)))
        .containsExactly(snapshot, blob)
        .doesNotContain(other);
  }

  @Test
  void aFileIsARootOfItsOwn() throws Exception {
    Path file = Files.writeString(temporary.toRealPath().resolve("labels.jsonl"), "");
    assertThat(InputRoots.of(List.of(file, file))).containsExactly(file);
  }

  @Test
  void wordsForTheShellAreQuotedWhenTheyMustBe() {
    assertThat(Shell.quote("/plain/path.zip")).isEqualTo("/plain/path.zip");
    assertThat(Shell.quote("/it's here")).isEqualTo("'/it'\\''s here'");
  }
}
