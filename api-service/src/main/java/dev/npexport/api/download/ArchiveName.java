package dev.npexport.api.download;

import dev.npexport.model.job.ExportJob;
import java.util.Locale;

/** The file name that a downloaded archive gets. */
final class ArchiveName {

  private static final int MAX_NAME = 60;
  private static final int ID_CHARACTERS = 8;

  private ArchiveName() {}

  /** {@code npexport-{sae name}-{start of the job id}.zip}, in characters that any system takes. */
  static String of(ExportJob job, String saeName) {
    String plain =
        saeName
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[-._]+|[-._]+$", "");
    String shortened = plain.length() <= MAX_NAME ? plain : plain.substring(0, MAX_NAME);
    return "npexport-%s%s.zip"
        .formatted(
            shortened.isEmpty() ? "" : shortened + "-",
            job.id.toString().substring(0, ID_CHARACTERS));
  }
}
