package dev.npexport.engine.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTreeTest {

  private static final String BATCH = "v1/m/2-res/features/batch-0.jsonl.gz";
  private static final String SOURCE = "v1/m/2-res/source.jsonl";

  @TempDir Path folder;

  @Test
  void findsTheFilesOfTheTreeAndTheirBytes() throws IOException {
    byte[] batch = new byte[10_000];
    new Random(1).nextBytes(batch);
    Path archive = archive(batch, List.of());
    ArchiveTree tree = ArchiveTree.of(archive);
    assertThat(tree.files()).containsOnlyKeys(BATCH, SOURCE);
    ArchiveTree.TreeFile file = tree.files().get(BATCH);
    assertThat(file.stored()).isTrue();
    assertThat(file.size()).isEqualTo(batch.length);
    assertThat(file.sha256()).isEqualTo(Sha256.hex(batch));
    byte[] bytes = Files.readAllBytes(archive);
    int from = (int) file.offset();
    assertThat(Arrays.copyOfRange(bytes, from, from + batch.length)).isEqualTo(batch);
    assertThat(tree.files().get(SOURCE).stored()).isFalse();
    assertThat(ArchiveTree.inflate(archive, SOURCE))
        .isEqualTo("{\"id\":\"2-res\"}\n".getBytes(UTF_8));
  }

  @Test
  void refusesWhatTheManifestContradicts() throws IOException {
    ManifestEntry wrong = new ManifestEntry("neuronpedia/" + BATCH, 2, "0".repeat(64));
    Path archive = archive(new byte[] {1}, List.of(wrong));
    assertThatThrownBy(() -> ArchiveTree.of(archive))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("different sizes");
  }

  @Test
  void refusesADamagedArchive() throws IOException {
    byte[] bytes = Files.readAllBytes(archive(new byte[500], List.of()));
    for (int length : new int[] {0, 10, 300, bytes.length - 30}) {
      Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ArchiveTree.of(cut)).isInstanceOf(InputException.class);
    }
  }

  private Path archive(byte[] batch, List<ManifestEntry> manifest) throws IOException {
    Path path = folder.resolve("archive.zip");
    try (OutputStream out = Files.newOutputStream(path);
        ArchiveZip zip = new ArchiveZip(out)) {
      zip.add("metadata.json", "{}".getBytes(UTF_8));
      zip.add("neuronpedia/" + SOURCE, "{\"id\":\"2-res\"}\n".getBytes(UTF_8));
      zip.addStored("neuronpedia/" + BATCH, new Bytes(batch));
      zip.add("manifest.json", ManifestJson.write(manifest.isEmpty() ? zip.entries() : manifest));
    }
    return path;
  }

  private record Bytes(byte[] content) implements ArchiveZip.Content {

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      out.write(content);
    }
  }
}
