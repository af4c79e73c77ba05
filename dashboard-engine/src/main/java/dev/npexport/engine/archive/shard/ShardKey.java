package dev.npexport.engine.archive.shard;

import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.Includes;
import dev.npexport.engine.archive.document.MetadataJson;
import dev.npexport.engine.fingerprint.Sha256;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Digest of everything that decides a shard's bytes, so that none is packed into a wrong archive.
 */
public final class ShardKey {

  private ShardKey() {}

  /**
   * The key of one shard.
   *
   * @param labels as they are written: {@link Labels#NONE} where explanations are not included
   * @param selected feature indices
   */
  public static String of(
      ArchiveFacts facts, Labels labels, int[] selected, int batchSize, Shard shard) {
    MessageDigest digest = Sha256.digest();
    digest.update(metadata(facts));
    add(digest, "\nbatches of %d, places %d to %d".formatted(batchSize, shard.from(), shard.to()));
    for (int place = shard.from(); place < shard.to(); place++) {
      add(digest, "\n" + selected[place]);
      for (Label label : labels.of(selected[place])) {
        add(digest, label.toString());
      }
    }
    return Sha256.hex(digest);
  }

  /** All facts but those that are known at the end only, as one text. */
  private static byte[] metadata(ArchiveFacts facts) {
    return MetadataJson.write(facts, Includes.of(facts.options(), false), 0, "");
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
