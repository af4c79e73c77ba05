package dev.npexport.engine.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.PackagedArchive;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.disk.DigestingFile;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.disk.Unfinished;
import dev.npexport.engine.archive.document.ExplanationsJson;
import dev.npexport.engine.archive.document.MetadataJson;
import dev.npexport.engine.archive.document.ReadmeText;
import dev.npexport.engine.archive.neuronpedia.TreeFiles;
import dev.npexport.engine.archive.saelens.SaelensFolder;
import dev.npexport.engine.archive.shard.ShardFiles;
import dev.npexport.engine.archive.shard.ShardIndex;
import dev.npexport.engine.archive.shard.ShardKey;
import dev.npexport.engine.archive.shard.ShardReader;
import dev.npexport.engine.archive.zip.ArchiveZip;
import dev.npexport.engine.archive.zip.ManifestJson;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.DiskProblems;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Joins the shards of an export into its archive. Shards are copied as they are; the documents, the
 * weights and the manifest are made here. The archive appears complete or not at all.
 */
public final class ArchivePackager {

  private final Disk disk;
  private final ArchiveFacts facts;
  private final Sae sae;
  private final GroupedActivations activations;
  private final Labels labels;

  /**
   * @param labels of the SAE; those of selected features are written if explanations are included
   */
  public ArchivePackager(
      Disk disk, ArchiveFacts facts, Sae sae, GroupedActivations activations, Labels labels) {
    this.disk = disk;
    this.facts = facts;
    this.sae = sae;
    this.activations = activations;
    this.labels = facts.options().includeExplanations() ? labels : Labels.NONE;
  }

  /**
   * Writes the archive.
   *
   * @param shardFolders in the order of the plan's shards
   * @throws InputException for a damaged or foreign shard, a full disk, or a cancelled job
   */
  public PackagedArchive write(
      ExportPlan plan, List<Path> shardFolders, Path target, ProgressListener listener) {
    List<OpenShard> shards = open(plan, shardFolders);
    Cancellation cancellation = new Cancellation(listener::cancelled);
    try (Unfinished file = Unfinished.file(target)) {
      DigestingFile out = new DigestingFile(disk, file.path());
      int entries;
      try (out;
          ArchiveZip zip = new ArchiveZip(out)) {
        writeDocuments(zip, plan, shards);
        writeFeatures(zip, shards, listener, cancellation);
        if (labelled(plan)) {
          zip.add(ArchivePaths.EXPLANATIONS, ExplanationsJson.write(labels, plan.selected()));
        }
        writeWeights(zip, cancellation);
        writeTree(zip, plan, shards, cancellation);
        zip.add(ArchivePaths.MANIFEST, ManifestJson.write(zip.entries()));
        entries = zip.entries().size();
      }
      file.publish();
      return new PackagedArchive(target, out.size(), out.sha256(), entries);
    } catch (IOException e) {
      throw DiskProblems.writing(target, e);
    }
  }

  private List<OpenShard> open(ExportPlan plan, List<Path> folders) {
    if (folders.size() != plan.shards().size()) {
      throw new IllegalArgumentException(
          "the plan has %d shards, there are %d folders"
              .formatted(plan.shards().size(), folders.size()));
    }
    List<OpenShard> shards = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      String key =
          ShardKey.of(facts, labels, plan.selected(), plan.batchSize(), plan.shards().get(i));
      shards.add(new OpenShard(folders.get(i), ShardFiles.open(folders.get(i), key)));
    }
    return shards;
  }

  private void writeDocuments(ArchiveZip zip, ExportPlan plan, List<OpenShard> shards)
      throws IOException {
    int features = plan.selected().length;
    Includes includes = Includes.of(facts.options(), labelled(plan));
    TreeSet<String> backends = new TreeSet<>();
    shards.forEach(shard -> backends.add(shard.index().backend()));
    String backend = String.join("+", backends);
    zip.add(ArchivePaths.METADATA, MetadataJson.write(facts, includes, features, backend));
    zip.add(ArchivePaths.README, new ReadmeText(facts, includes, features, backend).write());
  }

  private void writeFeatures(
      ArchiveZip zip, List<OpenShard> shards, ProgressListener listener, Cancellation cancellation)
      throws IOException {
    for (OpenShard shard : shards) {
      ShardReader.features(
          shard.folder(),
          shard.index(),
          (entry, packed) -> {
            cancellation.check();
            zip.addDeflated(entry, packed);
            listener.featuresDone(1);
          });
    }
  }

  private void writeWeights(ArchiveZip zip, Cancellation cancellation) throws IOException {
    if (facts.options().includeSaelensWeights()) {
      zip.add(ArchivePaths.SAELENS_CONFIG, SaelensFolder.bytes(config()));
      zip.addStored(
          ArchivePaths.SAELENS_WEIGHTS, content(SaelensFolder.weights(sae), cancellation));
      zip.addStored(
          ArchivePaths.SAELENS_SPARSITY,
          content(SaelensFolder.sparsity(activations), cancellation));
    }
  }

  private void writeTree(
      ArchiveZip zip, ExportPlan plan, List<OpenShard> shards, Cancellation cancellation)
      throws IOException {
    if (!facts.options().includeNeuronpediaImport()) {
      return;
    }
    Map<String, byte[]> files = TreeFiles.of(facts, config(), labels, plan.selected());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      zip.add(file.getKey(), file.getValue());
    }
    for (String folder : ArchivePaths.BATCH_FOLDERS) {
      for (OpenShard shard : shards) {
        for (ShardIndex.Batch batch : shard.index().batches()) {
          cancellation.check();
          if (batch.folder().equals(folder)) {
            ShardReader.batch(shard.folder(), batch, zip::addStored);
          }
        }
      }
    }
  }

  private ObjectNode config() {
    return SaelensFolder.config(sae, facts.names().id());
  }

  private boolean labelled(ExportPlan plan) {
    for (int feature : plan.selected()) {
      if (!labels.of(feature).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static ArchiveZip.Content content(SafetensorsWriter writer, Cancellation cancellation) {
    return new ArchiveZip.Content() {
      @Override
      public long size() {
        return writer.size();
      }

      @Override
      public void write(OutputStream out) throws IOException {
        writer.write(new CancellableStream(out, cancellation));
      }
    };
  }

  private record OpenShard(Path folder, ShardIndex index) {}
}
