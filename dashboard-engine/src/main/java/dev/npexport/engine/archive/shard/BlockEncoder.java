package dev.npexport.engine.archive.shard;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.deflate.FastDeflate;
import dev.npexport.engine.archive.feature.FeatureJson;
import dev.npexport.engine.archive.neuronpedia.ActivationRow;
import dev.npexport.engine.archive.neuronpedia.ExplanationRow;
import dev.npexport.engine.archive.neuronpedia.FeatureRow;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Turns dashboards into the bytes of the archive. What a block becomes depends on nothing but the
 * block. Safe for concurrent use.
 */
public final class BlockEncoder {

  private static final int CAPACITY = 1 << 18;

  private final Labels labels;
  private final boolean tree;
  private final FeatureJson featureJson;
  private final FeatureRow featureRow;
  private final ActivationRow activationRow;
  private final ExplanationRow explanationRow;
  private final ConcurrentLinkedQueue<FastDeflate> deflaters = new ConcurrentLinkedQueue<>();

  /**
   * @param labels of the export; {@link Labels#NONE} where explanations are not included
   */
  public BlockEncoder(
      ArchiveFacts facts, GroupedActivations activations, Vocabulary vocabulary, Labels labels) {
    TokenTexts tokens = new TokenTexts(vocabulary);
    this.labels = labels;
    this.tree = facts.options().includeNeuronpediaImport();
    this.featureJson = new FeatureJson(activations, vocabulary, tokens, facts.options());
    this.featureRow = new FeatureRow(facts, tokens);
    this.activationRow = new ActivationRow(facts, tokens);
    this.explanationRow = new ExplanationRow(facts);
  }

  EncodedBlock encode(List<FeatureDashboard> dashboards) {
    FastDeflate deflate = deflaters.poll();
    if (deflate == null) {
      deflate = new FastDeflate();
    }
    try {
      Map<String, EncodedBlock.Rows> rows = new LinkedHashMap<>();
      if (tree) {
        for (String folder : ArchivePaths.BATCH_FOLDERS) {
          Bytes content = rows(folder, dashboards);
          if (content.size() > 0) {
            Bytes deflated = new Bytes(content.size() / 4);
            deflate.part(content.array(), content.size(), deflated);
            rows.put(folder, new EncodedBlock.Rows(content, deflated));
          }
        }
      }
      List<ShardEntry> entries = new ArrayList<>(dashboards.size());
      Bytes packed = new Bytes(CAPACITY);
      Bytes content = new Bytes(CAPACITY);
      for (FeatureDashboard dashboard : dashboards) {
        entries.add(feature(dashboard, content, packed, deflate));
      }
      return new EncodedBlock(entries, packed, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      deflaters.add(deflate);
    }
  }

  private ShardEntry feature(
      FeatureDashboard dashboard, Bytes content, Bytes packed, FastDeflate deflate)
      throws IOException {
    content.reset();
    try (JsonGenerator json = CompactJson.generator(content)) {
      featureJson.write(json, dashboard, labels.first(dashboard.featureIndex()));
    }
    int before = packed.size();
    deflate.whole(content.array(), content.size(), packed);
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

  private Bytes rows(String folder, List<FeatureDashboard> dashboards) throws IOException {
    Bytes content = new Bytes(CAPACITY);
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
    return content;
  }

  private void activationRows(JsonGenerator json, FeatureDashboard dashboard) throws IOException {
    List<Example> examples = dashboard.examples().orElse(List.of());
    for (int number = 0; number < examples.size(); number++) {
      activationRow.write(json, dashboard, examples.get(number), number);
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
