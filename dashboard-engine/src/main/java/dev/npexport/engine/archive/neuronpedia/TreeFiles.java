package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plain {@code .jsonl} files of the tree, everything but its batches. */
public final class TreeFiles {

  private TreeFiles() {}

  /**
   * Content by archive path, in archive order. All five config files must be there, a missing one
   * ends the import; empty ones are taken.
   *
   * @param saelensConfig content of {@code saelens/cfg.json}
   * @param selected feature indices
   */
  public static Map<String, byte[]> of(
      ArchiveFacts facts, ObjectNode saelensConfig, Labels labels, int[] selected) {
    List<Label> used = new ArrayList<>();
    for (int feature : selected) {
      used.addAll(labels.of(feature));
    }
    ConfigRows config = new ConfigRows(facts.names(), used);
    MetadataRows rows = new MetadataRows(facts);
    String source = ArchivePaths.source(facts.names());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ArchivePaths.CONFIG + "explanation_model_type.jsonl", lines(config.models()));
    files.put(ArchivePaths.CONFIG + "explanation_type.jsonl", lines(config.types()));
    files.put(ArchivePaths.CONFIG + "explanation_score_model.jsonl", lines(List.of()));
    files.put(ArchivePaths.CONFIG + "explanation_score_type.jsonl", lines(List.of()));
    files.put(ArchivePaths.CONFIG + "eval_type.jsonl", lines(List.of()));
    files.put(source + "release.jsonl", lines(List.of(rows.release())));
    files.put(source + "model.jsonl", lines(List.of(rows.model())));
    files.put(source + "sourceset.jsonl", lines(List.of(rows.sourceSet())));
    files.put(source + "source.jsonl", lines(List.of(rows.source(saelensConfig))));
    return files;
  }

  private static byte[] lines(List<ObjectNode> rows) {
    StringBuilder text = new StringBuilder();
    for (ObjectNode row : rows) {
      text.append(row).append('\n');
    }
    return Texts.wellFormed(text.toString()).getBytes(StandardCharsets.UTF_8);
  }
}
