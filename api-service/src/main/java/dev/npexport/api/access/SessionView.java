package dev.npexport.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether the caller has to sign in, and has. */
@Schema(name = "Session")
record SessionView(
    @Schema(description = "Whether this service asks who its callers are")
        boolean authenticationRequired,
    @Schema(description = "What it accepts: token, oidc or both") List<String> methods,
    @Schema(description = "Whether this request showed a session") boolean signedIn,
    @Schema(description = "When the session that was just opened ends")
        Optional<Instant> expiresAt) {}
