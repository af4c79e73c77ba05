package dev.npexport.engine.format.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.archive.zip.ArchiveCheck;
import dev.npexport.engine.format.file.YamlFiles;
import dev.npexport.engine.format.hostile.BoundedReader.Reading;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.npz.NpzFile;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tokenizer.Vocabularies;
import dev.npexport.engine.problem.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that were made to cost much: each is refused for little, with its reason. */
class BombsTest {

  /** Buffers of a fixed size, which readers have for files of any. */
  private static final long USUAL = 1L << 20;

  private static final Path TEMPORAL = Path.of("src/test/resources/golden/sae/temporal");

  @TempDir Path folder;

  private static void refuses(Path file, String reason, Reading reading) throws Exception {
    assertThatThrownBy(reading::read)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(reason);
    try (var reader = new BoundedReader()) {
      BoundedReader.Outcome outcome = reader.run(BoundedReader.weight(file), USUAL, reading);
      assertThat(outcome.fault()).isEmpty();
      assertThat(outcome.refused()).isTrue();
    }
  }

  private Path zip(String name, Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static byte[] npy(String header, int elements) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + 4 * elements);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93).put("NUMPY".getBytes());
    return bytes.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text).array();
  }

  private static Map<String, byte[]> torchEntries(byte[] pickle, byte[] storage) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    entries.put("archive/data/0", storage);
    return entries;
  }

  /** Stored, not deflated, as PyTorch does. */
  private Path torch(byte[] pickle, byte[] storage) throws IOException {
    Path file = folder.resolve("a.pt");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : torchEntries(pickle, storage).entrySet()) {
        var header = new ZipEntry(entry.getKey());
        var sum = new CRC32();
        sum.update(entry.getValue());
        header.setSize(entry.getValue().length);
        header.setCrc(sum.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  @Test
  void refusesAnNpzThatUnpacksToManyTimesItsSize() throws Exception {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (8000000,)}";
    Path file = zip("bomb.npz", Map.of("w_dec.npy", npy(header, 8_000_000)));
    assertThat(Files.size(file)).isLessThan(100_000);
    refuses(file, "unpacks to more than", () -> NpzFile.open(file));
  }

  @Test
  void refusesATorchFileThatUnpacksToManyTimesItsSize() throws Exception {
    Path file =
        zip("a.pt", torchEntries(new byte[] {(byte) 0x80, 2, '}', '.'}, new byte[32_000_000]));
    refuses(file, "unpacks to more than", () -> TorchFile.open(file));
  }

  @Test
  void refusesAnArchiveWhoseManifestUnpacksToManyTimesItsSize() throws Exception {
    byte[] spaces = " ".repeat(32_000_000).getBytes(StandardCharsets.US_ASCII);
    Path file = zip("a.zip", Map.of("metadata.json", spaces, "manifest.json", spaces));
    try (var reader = new BoundedReader()) {
      assertThat(reader.run(BoundedReader.weight(file), USUAL, () -> ArchiveCheck.of(file)).fault())
          .isEmpty();
    }
    assertThat(ArchiveCheck.of(file).problems())
        .anySatisfy(
            problem ->
                assertThat(problem.message())
                    .contains("unpacks to more than " + 4 * Files.size(file)));
  }

  @Test
  void refusesAPickleOfTooManySteps() throws Exception {
    byte[] pickle =
        ("\u0080\u0002" + "N".repeat(900_000) + ".").getBytes(StandardCharsets.ISO_8859_1);
    Path file = torch(pickle, new byte[4]);
    refuses(file, "steps", () -> TorchFile.open(file));
  }

  @Test
  void refusesAPickleOfTuplesInTuples() throws Exception {
    byte[] pickle =
        ("\u0080\u0002N" + "\u0085".repeat(8_000) + ".").getBytes(StandardCharsets.ISO_8859_1);
    Path file = torch(pickle, new byte[4]);
    refuses(file, "dictionary", () -> TorchFile.open(file));
  }

  @Test
  void readsADictionaryOfTextsThatAllHaveOneHashCode() throws Exception {
    var pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2, '}', '('});
    for (int i = 0; i < 1 << 12; i++) {
      // "Aa" and "BB" have the same hash code, and so has every row of them.
      var text = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      pickle.write('X');
      pickle.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(24).array());
      pickle.write(bytes);
      pickle.write('N');
    }
    pickle.write(new byte[] {'u', '.'});
    Path file = torch(pickle.toByteArray(), new byte[4]);
    try (var torch = TorchFile.open(file)) {
      assertThat(torch.root().entries()).hasSize(1 << 12);
    }
  }

  @Test
  void refusesATensorThatRepeatsOneNumber() throws Exception {
    String pickle =
        "\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storage"
            + "ctorch\nFloatStorage\nX\u0001\0\0\u00000X\u0003\0\0\0cpuK\u0001tQK\0"
            + "J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007f\u0086K\0K\0\u0086\u0089"
            + "ccollections\nOrderedDict\n)RtRs.";
    Path file = torch(pickle.getBytes(StandardCharsets.ISO_8859_1), new byte[4]);
    refuses(file, "repeats the 1 elements", () -> TorchFile.open(file));
  }

  @Test
  void namesTheGlobalThatAPickleWouldCall() throws Exception {
    String pickle = "\u0080\u0002cos\nsystem\nX\u0004\0\0\0true\u0085R.";
    Path file = torch(pickle.getBytes(StandardCharsets.ISO_8859_1), new byte[4]);
    refuses(file, "global os.system", () -> TorchFile.open(file));
  }

  @Test
  void refusesAPickleFromBeforeTorchSavedZips() throws Exception {
    Path file = folder.resolve("a.pt");
    Files.write(file, new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 1, 2, 3, '.'});
    refuses(file, "before 1.6", () -> TorchFile.open(file));
  }

  @Test
  void readsAHeaderOfSpacesOnce() throws Exception {
    String header = "{x" + " ".repeat(60_000) + "x}";
    Path file = zip("a.npz", Map.of("w.npy", npy(header, 0)));
    refuses(file, "header", () -> NpzFile.open(file));
  }

  @Test
  void refusesDeepJsonInEveryConfiguration() throws Exception {
    String deep = "{\"a\":".repeat(200_000);
    for (String name : new String[] {"cfg.json", "hyperparams.json", "config.json"}) {
      Path at = Files.createDirectories(folder.resolve(name + "-folder"));
      Files.writeString(at.resolve(name), deep);
      Path weights = name.equals("hyperparams.json") ? at.resolve("checkpoints") : at;
      Files.createDirectories(weights);
      String file = name.equals("hyperparams.json") ? "final" : "sae_weights";
      Files.write(
          weights.resolve(file + ".safetensors"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
      refuses(at.resolve(name), "nesting depth", () -> SaeFormats.open(at));
    }
  }

  @Test
  void refusesDeepJsonInAHeaderAndInATokenizer() throws Exception {
    byte[] deep = "{\"a\":".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    Path weights = folder.resolve("w.safetensors");
    Files.write(
        weights,
        Mutator.concat(
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(deep.length).array(),
            deep));
    refuses(weights, "", () -> SafetensorsFile.open(weights));
    Path tokenizer = folder.resolve("tokenizer.json");
    Files.writeString(tokenizer, "{\"decoder\":" + "[".repeat(100_000));
    refuses(tokenizer, "nesting depth", () -> Vocabularies.open(folder));
  }

  @Test
  void refusesAliasesTagsAndDepthInYaml() throws Exception {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "a: &a [x, x]\nb: *a\n");
    refuses(file, "alias", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: 1\na: 2\n");
    refuses(file, "uplicate", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: 1\n---\nb: 2\n");
    refuses(file, "more than one document", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: " + "[".repeat(16_000));
    refuses(file, "nesting depth", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: " + "{\"a\":".repeat(2_500));
    refuses(file, "YAML", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: " + "x".repeat(17_000));
    refuses(file, "at most", () -> YamlFiles.readObject(file));
    Files.writeString(file, "a: !!javax.script.ScriptEngineManager [x]\n");
    assertThat(YamlFiles.readObject(file).get("a").get(0).asText()).isEqualTo("x");
  }

  @Test
  void readsTheCostliestYamlForAFewMegabytes() throws Exception {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "a: [" + "x,".repeat((1 << 13) - 4) + "x]");
    try (var reader = new BoundedReader()) {
      BoundedReader.Outcome outcome =
          reader.run(Files.size(file), 8L << 20, () -> YamlFiles.readObject(file));
      assertThat(outcome.fault()).isEmpty();
      assertThat(outcome.refused()).isFalse();
    }
  }

  @Test
  void takesAnEmptyValueInYamlForNone() throws Exception {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "a:\nb: ''\n");
    assertThat(YamlFiles.readObject(file).get("a").isNull()).isTrue();
    assertThat(YamlFiles.readObject(file).get("b").asText("?")).isEmpty();
  }

  @Test
  void refusesManyAttentionLayers() throws Exception {
    Path sae = HostileSamples.copy(TEMPORAL, folder.resolve("temporal"));
    Path file = sae.resolve("gemma-2-2B/layer_12/temporal/conf.yaml");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll("n_attn_layers: \\d+", "n_attn_layers: 2147483647"));
    refuses(file, "but the weights have fewer layers", () -> SaeFormats.open(file.getParent()));
  }

  @Test
  void doesNotGoDownAStackForLongNames() {
    assertThat(HookName.of("a.".repeat(50_000) + "layers.1").space())
        .isEqualTo(HookName.Space.OTHER);
  }
}
