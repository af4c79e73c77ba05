package dev.npexport.standalone.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the API is shown where it asks: the token of {@code NPEXPORT_API_TOKEN_FILE}, which the
 * services that this process starts read too.
 */
final class ApiCredential {

  static final String VARIABLE = "NPEXPORT_API_TOKEN_FILE";

  private ApiCredential() {}

  /** The value of an Authorization header, if there is a token. */
  static Optional<String> header(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(file -> !file.isBlank())
        .map(file -> "Bearer " + token(Path.of(file)));
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ApiException("%s: cannot read %s: %s".formatted(VARIABLE, file, e), e);
    }
  }
}
