package dev.npexport.engine.format.sae.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the golden SAEs lie, for tests that need a good SAE of every format. */
public final class GoldenSaes {

  private GoldenSaes() {}

  /**
   * One of them.
   *
   * @param folder everything of it
   * @param sae what is given to {@code SaeFormats}
   * @param format the id of its format
   * @param architecture SAELens's name
   */
  public record Source(String name, Path folder, Path sae, String format, String architecture) {}

  public static List<Source> sources() throws IOException {
    return GoldenSae.all().stream()
        .map(
            golden ->
                new Source(
                    golden.name(),
                    golden.folder(),
                    golden.source(),
                    golden.facts().get("format").asText(),
                    golden.facts().get("architecture").asText()))
        .toList();
  }
}
