package dev.npexport.standalone.command;

import java.nio.file.Path;
import java.util.Optional;

/** The things that most people do next with an archive, ready to paste. */
final class NextCommands {

  private NextCommands() {}

  /**
   * Only what the archive holds the parts for.
   *
   * @param serving where the service answers also later; empty when it ends with the export
   * @param dataDir its folder, where that was chosen
   */
  static String text(ArchiveSummary summary, Optional<String> serving, Optional<Path> dataDir) {
    String file = Shell.quote(summary.archive().toString());
    String folder = Shell.quote(summary.archive().toString().replaceFirst("\\.zip$", ""));
    StringBuilder text = new StringBuilder("next\n");
    text.append("  look inside\n    %s inspect %s\n".formatted(script(), file));
    if (summary.folders().containsKey("saelens/")) {
      text.append(
          """
            load the weights in SAELens
              unzip -q %1$s 'saelens/*' -d %2$s &&
              python -c 'import sys; from sae_lens import SAE; print(SAE.load_from_disk(sys.argv[1]))' %2$s/saelens
          """
              .formatted(file, folder));
    }
    if (summary.folders().containsKey("neuronpedia/")) {
      text.append(importing(summary, serving, dataDir));
    }
    serving.ifPresent(url -> text.append("  look at its features in a browser\n    " + url + "\n"));
    return text.toString();
  }

  private static String importing(
      ArchiveSummary summary, Optional<String> serving, Optional<Path> dataDir) {
    String[] source = summary.metadata().path("neuronpedia_id").asText("/").split("/", 2);
    String url = serving.orElse("http://127.0.0.1:" + ServiceOptions.DEFAULT_PORT);
    String folder =
        dataDir
            .map(dir -> " --data-dir " + Shell.quote(dir.toAbsolutePath().toString()))
            .orElse("");
    String start = serving.isPresent() ? "" : "    %s serve%s\n".formatted(script(), folder);
    return """
      import it in your own Neuronpedia, while npexport serves (docs/neuronpedia.md)
    %4$s    AWS_ENDPOINT_URL_S3=%3$s/s3 make webapp-dev
        curl -N 'http://localhost:3000/api/admin/import?modelId=%1$s&sourceId=%2$s'
    """
        .formatted(source[0], source.length > 1 ? source[1] : "", url, start);
  }

  /** The script as it can be called from here; it tells where it is. */
  private static String script() {
    Optional<Path> home = Optional.ofNullable(System.getProperty("npexport.home")).map(Path::of);
    if (home.isEmpty()) {
      return "npexport";
    }
    return home.get().equals(Path.of("").toAbsolutePath())
        ? "./npexport"
        : Shell.quote(home.get().resolve("npexport").toString());
  }
}
