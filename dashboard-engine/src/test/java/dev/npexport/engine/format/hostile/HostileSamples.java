package dev.npexport.engine.format.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.format.hostile.HostileFilesTest.Sample;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.inspect.Inspector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small good files of every reader but those of SAEs. */
final class HostileSamples {

  private static final int[][] TOKENS = {{1, 2, 3}, {1, 4, 5}};
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(0, 0, 1, 1),
          new Entry(0, 1, 2, 2),
          new Entry(2, 0, 0, 3),
          new Entry(3, 1, 1, 4));

  /** Made by {@code tools/golden/tokenizers_golden.py}. */
  private static final Path FAMILIES =
      Path.of("src/test/resources/dev/npexport/engine/format/tokenizer");

  private static final List<String> TOKENIZERS =
      List.of("byte-level", "byte-fallback", "unigram", "wordpiece");

  private HostileSamples() {}

  static List<Sample> others(Path folder) throws Exception {
    List<Sample> samples = new ArrayList<>();
    // Of each kind several, so that each gets its share of mutants beside the many SAEs.
    for (int i = 0; i < 3; i++) {
      Path at = Files.createDirectories(folder.resolve("others" + i));
      samples.add(model(at.resolve("model"), false));
      samples.add(model(at.resolve("sharded"), true));
      samples.addAll(caches(at));
      samples.add(dense(at.resolve("dense.safetensors"), at));
      samples.add(dense(at.resolve("dense.npy"), at));
      samples.addAll(labels(at));
      samples.add(archive(at.resolve("archive")));
      for (String family : TOKENIZERS) {
        samples.add(tokenizer(at, family));
      }
    }
    return samples;
  }

  private static Sample model(Path folder, boolean sharded) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "%s", "n_layer": 2, "n_embd": 4, "n_head": 2, "vocab_size": 6,
         "num_hidden_layers": 2, "hidden_size": 4, "num_attention_heads": 2,
         "tie_word_embeddings": true}
        """
            .formatted(sharded ? "llama" : "gpt2"));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version": "1.0", "added_tokens": [{"id": 5, "content": "<|end|>", "special": true}],
         "decoder": {"type": "ByteLevel"}, "model": {"type": "BPE", "merges": [["a", "b"]],
         "vocab": {"a": 0, "b": 1, "ab": 2, "\\u0120": 3, "\\u00c3": 4}}}
        """);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"eos_token\": \"<|end|>\", \"bos_token\": {\"content\": \"<|end|>\"}}");
    String name = sharded ? "model.embed_tokens.weight" : "wte.weight";
    String file = sharded ? "model-00001-of-00001.safetensors" : "model.safetensors";
    try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
      new SafetensorsWriter().add(name, new long[] {6, 4}, new float[24]).write(out);
    }
    if (sharded) {
      Files.writeString(
          folder.resolve("model.safetensors.index.json"),
          "{\"metadata\": {\"total_size\": 96}, \"weight_map\": {\"%s\": \"%s\"}}"
              .formatted(name, file));
    }
    return new Sample("model " + folder, folder, folder, () -> HostileFilesTest.readModel(folder));
  }

  private static List<Sample> caches(Path folder) throws IOException {
    Path prepared = folder.resolve("prepared");
    Path columnar = Files.createDirectories(folder.resolve("columnar"));
    Path file =
        CacheFiles.columnar(
            columnar.resolve("c.safetensors"),
            4,
            TOKENS,
            ENTRIES,
            Optional.of(new int[] {1}),
            false);
    Path delphi = CacheFiles.delphi(folder.resolve("delphi"), TOKENS, ENTRIES, 2, 2);
    String header =
        "{\"format\":\"npexport-activations-jsonl\",\"version\":1,\"counted_tokens\":9}";
    Path jsonl = Files.createDirectories(folder.resolve("jsonl"));
    Path lines = CacheFiles.jsonl(jsonl.resolve("c.jsonl"), header, TOKENS, ENTRIES);
    return List.of(
        new Sample(
            "cache " + columnar, columnar, file, () -> HostileFilesTest.readCache(file, prepared)),
        new Sample(
            "cache " + delphi, delphi, delphi, () -> HostileFilesTest.readCache(delphi, prepared)),
        new Sample(
            "cache " + jsonl, jsonl, lines, () -> HostileFilesTest.readCache(lines, prepared)));
  }

  private static Sample tokenizer(Path folder, String family) throws IOException {
    Path copy = copy(FAMILIES.resolve(family), folder.resolve(family));
    return new Sample(
        "tokenizer " + family + " " + folder.getFileName(),
        copy,
        copy,
        () -> HostileFilesTest.readVocabulary(copy));
  }

  /** The model's own activations of the prompts of the columnar cache beside. */
  private static Sample dense(Path at, Path caches) throws IOException {
    Path file =
        Files.createDirectories(at.resolveSibling(at.getFileName() + "-of"))
            .resolve(at.getFileName());
    float[] values = new float[2 * 3 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.5f;
    }
    if (file.toString().endsWith(".npy")) {
      String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4), }";
      header += " ".repeat(117 - header.length()) + "\n";
      ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * values.length);
      bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93).put("NUMPY".getBytes(US_ASCII));
      bytes.put((byte) 1).put((byte) 0).putShort((short) 118).put(header.getBytes(US_ASCII));
      for (float value : values) {
        bytes.putFloat(value);
      }
      Files.write(file, bytes.array());
    } else {
      try (OutputStream out = Files.newOutputStream(file)) {
        new SafetensorsWriter().add("activation", new long[] {2, 3, 4}, values).write(out);
      }
    }
    Path cache = caches.resolve("columnar/c.safetensors");
    return new Sample(
        "dense " + file, file.getParent(), file, () -> HostileFilesTest.readDense(file, cache));
  }

  private static List<Sample> labels(Path folder) throws IOException {
    Path jsonl = Files.createDirectories(folder.resolve("labels")).resolve("a.jsonl");
    Files.writeString(
        jsonl,
        """
        {"feature_index": 1, "label": "é", "score": 0.5, "created_at": "2026-01-01T00:00:00Z"}
        {"feature_index": 2, "label": "x", "description": "y", "method": "m"}
        """);
    Path csv = Files.createDirectories(folder.resolve("table")).resolve("a.csv");
    Files.writeString(
        csv,
        "feature_index,label,score,created_at\n1,\"a, \"\"b\"\"\",0.5,2026-01-01 00:00:00\n2,x,,\n");
    Path delphi = Files.createDirectories(folder.resolve("explanations"));
    Files.writeString(delphi.resolve("layers.5_latent1.txt"), "\"words about the sea\"");
    Files.writeString(delphi.resolve("layers.5_latent2.txt"), "\"numbers\"");
    return List.of(
        new Sample(
            "labels " + jsonl, jsonl.getParent(), jsonl, () -> HostileFilesTest.readLabels(jsonl)),
        new Sample("labels " + csv, csv.getParent(), csv, () -> HostileFilesTest.readLabels(csv)),
        new Sample("labels " + delphi, delphi, delphi, () -> HostileFilesTest.readLabels(delphi)));
  }

  private static Sample archive(Path folder) throws Exception {
    Path file = Files.createDirectories(folder).resolve("a.zip");
    byte[] metadata =
        "{\"export_version\": \"1\", \"feature_count\": 2, \"d_sae\": 4}"
            .getBytes(StandardCharsets.UTF_8);
    byte[] feature = "{\"feature_index\": 1}".repeat(50).getBytes(StandardCharsets.UTF_8);
    String manifest =
        "{\"entries\": [%s, %s]}"
            .formatted(entry("metadata.json", metadata), entry("features/1.json", feature));
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "metadata.json", metadata);
      put(zip, "features/1.json", feature);
      put(zip, "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    }
    return new Sample("archive " + file, folder, file, () -> Inspector.inspect(file).lines());
  }

  private static String entry(String path, byte[] content) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    return "{\"path\": \"%s\", \"size\": %d, \"sha256\": \"%s\"}"
        .formatted(path, content.length, HexFormat.of().formatHex(digest));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }

  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.getFileName().toString().startsWith("golden.")) {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
