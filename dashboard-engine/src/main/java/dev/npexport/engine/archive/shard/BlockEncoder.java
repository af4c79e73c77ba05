package dev.npexport.engine.archive.shard;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.feature.FeatureJson;
import dev.npexport.engine.archive.neuronpedia.ActivationRow;
import dev.npexport.engine.archive.neuronpedia.ExplanationRow;
import dev.npexport.engine.archive.neuronpedia.FeatureRow;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Turns dashboards into the bytes of the archive. What a block becomes depends on nothing but the
 * block. Safe for concurrent use.
 */
public final class BlockEncoder {

  private final Labels labels;
  private final boolean tree;
  private final FeatureJson featureJson;
  private final FeatureRow featureRow;
  private final ActivationRow activationRow;
  private final ExplanationRow explanationRow;
  private final BlockPool pool;

  /**
   * @param labels of the export; {@link Labels#NONE} where explanations are not included
   */
  public BlockEncoder(
      ArchiveFacts facts,
      GroupedActivations activations,
      TokenTexts tokens,
      Labels labels,
      BlockPool pool) {
    this.pool = pool;
    this.labels = labels;
    this.tree = facts.options().includeNeuronpediaImport();
    this.featureJson = new FeatureJson(activations, tokens, facts.options());
    this.featureRow = new FeatureRow(facts, tokens);
    this.activationRow = new ActivationRow(facts, tokens);
    this.explanationRow = new ExplanationRow(facts);
  }

  /** An empty block, to be filled by one call of each method and given to {@link #release}. */
  EncodedBlock take() {
    return pool.takeBlock();
  }

  /** Fills in the files of the features. */
  void features(List<FeatureDashboard> dashboards, EncodedBlock block) {
    BlockPool.Tools own = pool.takeTools();
    try {
      for (FeatureDashboard dashboard : dashboards) {
        block.features().add(feature(dashboard, own, block.packed()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      pool.giveBack(own);
    }
  }

  /** Fills in the rows of the features, where rows are written; another thread may do that. */
  void rows(List<FeatureDashboard> dashboards, EncodedBlock block) {
    if (!tree) {
      return;
    }
    BlockPool.Tools own = pool.takeTools();
    try {
      for (Map.Entry<String, EncodedBlock.Rows> rows : block.rows().entrySet()) {
        Bytes content = rows.getValue().content();
        rows(rows.getKey(), dashboards, content);
        if (content.size() > 0) {
          own.deflate().part(content.array(), content.size(), rows.getValue().deflated());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      pool.giveBack(own);
    }
  }

  void release(EncodedBlock block) {
    pool.giveBack(block);
  }

  private ShardEntry feature(FeatureDashboard dashboard, BlockPool.Tools own, Bytes packed)
      throws IOException {
    Bytes content = own.content();
    content.reset();
    try (JsonGenerator json = CompactJson.generator(content)) {
      featureJson.write(json, dashboard, labels.first(dashboard.featureIndex()));
    }
    int before = packed.size();
    own.deflate().whole(content.array(), content.size(), packed);
    CRC32 crc = new CRC32();
    crc.update(content.array(), 0, content.size());
    MessageDigest digest = Sha256.digest();
    digest.update(content.array(), 0, content.size());
    return new ShardEntry(
        ArchivePaths.feature(dashboard.featureIndex()),
        content.size(),
        packed.size() - before,
        crc.getValue(),
        Sha256.hex(digest));
  }

  private void rows(String folder, List<FeatureDashboard> dashboards, Bytes content)
      throws IOException {
    try (JsonGenerator json = CompactJson.generator(content)) {
      for (FeatureDashboard dashboard : dashboards) {
        switch (folder) {
          case ArchivePaths.FEATURE_ROWS -> {
            featureRow.write(json, dashboard);
            json.writeRaw('\n');
          }
          case ArchivePaths.ACTIVATION_ROWS -> activationRows(json, dashboard);
          case ArchivePaths.EXPLANATION_ROWS -> explanationRows(json, dashboard);
          default -> throw new IllegalArgumentException("no batch folder " + folder);
        }
      }
    }
  }

  private void activationRows(JsonGenerator json, FeatureDashboard dashboard) throws IOException {
    List<Example> examples = dashboard.examples().orElse(List.of());
    Numbers numbers = new Numbers(json, dashboard.featureIndex());
    for (int number = 0; number < examples.size(); number++) {
      activationRow.write(json, numbers, dashboard, examples.get(number), number);
      json.writeRaw('\n');
    }
  }

  private void explanationRows(JsonGenerator json, FeatureDashboard dashboard) throws IOException {
    List<Label> all = labels.of(dashboard.featureIndex());
    for (int number = 0; number < all.size(); number++) {
      explanationRow.write(json, all.get(number), number);
      json.writeRaw('\n');
    }
  }
}
