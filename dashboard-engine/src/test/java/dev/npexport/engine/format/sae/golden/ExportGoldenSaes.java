package dev.npexport.engine.format.sae.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.archive.saelens.SaelensFolder;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the {@code saelens/} folder of every golden SAE, for {@code tools/golden/saes/check.py} to
 * load in SAELens itself: {@code ExportGoldenSaes GOLDEN_FOLDER TARGET_FOLDER}.
 */
final class ExportGoldenSaes {

  private ExportGoldenSaes() {}

  public static void main(String[] arguments) throws IOException {
    for (GoldenSae golden : GoldenSae.all(Path.of(arguments[0]))) {
      try (Sae sae = SaeFormats.open(golden.source())) {
        write(sae, Files.createDirectories(Path.of(arguments[1], golden.name())));
      }
    }
  }

  static void write(Sae sae, Path folder) throws IOException {
    ObjectNode config = SaelensFolder.config(sae, "gpt2-small/5-res-test");
    Files.write(folder.resolve("cfg.json"), SaelensFolder.bytes(config));
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(folder.resolve("sae_weights.safetensors")))) {
      SaelensFolder.weights(sae).write(out);
    }
  }
}
