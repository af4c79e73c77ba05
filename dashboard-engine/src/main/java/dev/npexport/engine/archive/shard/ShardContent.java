package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.disk.DigestingFile;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open files of a shard that is being written; used by one thread. */
final class ShardContent implements AutoCloseable {

  /** The importer holds a file as one string and one database parameter. */
  private static final long MOST_ROW_BYTES = 200_000_000;

  private final Disk disk;
  private final Path folder;
  private final ShardLayout layout;
  private final DigestingFile features;
  private final List<ShardEntry> entries = new ArrayList<>();
  private final List<ShardIndex.Batch> batches = new ArrayList<>();
  private final Map<String, GzipFile> open = new HashMap<>();
  private int place;

  ShardContent(Disk disk, Path folder, ShardLayout layout) throws IOException {
    this.disk = disk;
    this.folder = folder;
    this.layout = layout;
    this.place = layout.from();
    this.features = new DigestingFile(disk, folder.resolve(ShardFiles.FEATURES));
  }

  void append(EncodedBlock block) throws IOException {
    int batch = place / layout.batchSize();
    features.write(block.packed().array(), 0, block.packed().size());
    entries.addAll(block.features());
    for (Map.Entry<String, EncodedBlock.Rows> rows : block.rows().entrySet()) {
      if (rows.getValue().content().size() > 0) {
        append(rows.getKey(), batch, rows.getValue());
      }
    }
    place += block.features().size();
    if (layout.endsBatch(place)) {
      finishBatch(batch);
    }
  }

  private void append(String rowFolder, int batch, EncodedBlock.Rows rows) throws IOException {
    GzipFile file = open.get(rowFolder);
    if (file == null) {
      file = new GzipFile(disk, folder.resolve(ShardFiles.batch(rowFolder, batch)));
      open.put(rowFolder, file);
    }
    file.append(rows.content(), rows.deflated());
    if (file.contentSize() > MOST_ROW_BYTES) {
      throw tooLarge(rowFolder, batch);
    }
  }

  private void finishBatch(int batch) throws IOException {
    for (String rowFolder : ArchivePaths.BATCH_FOLDERS) {
      GzipFile file = open.remove(rowFolder);
      if (file != null) {
        String path = ArchivePaths.batch(layout.names(), rowFolder, batch);
        batches.add(
            new ShardIndex.Batch(rowFolder, ShardFiles.batch(rowFolder, batch), file.finish(path)));
      }
    }
  }

  void finish() throws IOException {
    features.close();
    ShardFiles.write(
        disk,
        folder,
        new ShardIndex(layout.key(), layout.backend(), entries, features.sha256(), batches));
  }

  private InputException tooLarge(String rowFolder, int batch) {
    String remedy =
        switch (rowFolder) {
          case ArchivePaths.ACTIVATION_ROWS ->
              "lower examples_per_feature, example_intervals or example_window";
          case ArchivePaths.EXPLANATION_ROWS ->
              "shorten the labels or set include_explanations to false";
          default -> "set include_neuronpedia_import to false";
        };
    return new InputException(
        new Problem(
            ProblemCode.TOO_LARGE,
            "",
            ArchivePaths.batch(layout.names(), rowFolder, batch),
            "more than %d bytes uncompressed cannot be imported; %s"
                .formatted(MOST_ROW_BYTES, remedy)));
  }

  @Override
  public void close() throws IOException {
    try (features) {
      for (GzipFile file : open.values()) {
        file.close();
      }
    }
  }
}
