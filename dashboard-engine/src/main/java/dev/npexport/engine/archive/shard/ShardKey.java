package dev.npexport.engine.archive.shard;

import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.EngineVersion;
import dev.npexport.engine.archive.document.MetadataJson;
import dev.npexport.engine.archive.text.Sha256;
import dev.npexport.engine.dashboard.ExportOptionsJson;
import java.nio.charset.StandardCharsets;

/**
 * Digest of everything that decides a shard's bytes, so that none is packed into a wrong archive.
 */
public final class ShardKey {

  private ShardKey() {}

  public static String of(ArchiveFacts facts, ExportPlan plan, ExportPlan.Shard shard) {
    String text =
        String.join(
            "\n",
            "npexport-shard",
            EngineVersion.current(),
            Integer.toString(MetadataJson.DEFINITIONS_VERSION),
            facts.fingerprints().toString(),
            ExportOptionsJson.parameters(facts.options()).toString(),
            facts.timestamp(),
            Integer.toString(plan.batchSize()),
            shard.from() + "-" + shard.to());
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
