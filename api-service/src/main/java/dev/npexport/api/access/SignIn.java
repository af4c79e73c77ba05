package dev.npexport.api.access;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token to sign in with. */
@Schema(name = "SignIn")
record SignIn(
    @Schema(description = "The API token, or an access token of the OIDC issuer", maxLength = 8192)
        Optional<String> token) {

  /** Records print their fields; this one must not. */
  @Override
  public String toString() {
    return "SignIn";
  }
}
