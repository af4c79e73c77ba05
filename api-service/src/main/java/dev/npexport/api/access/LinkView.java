package dev.npexport.api.access;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address that opens without a token. */
@Schema(name = "Link")
record LinkView(@Schema(description = "Relative to this service") String url, Instant expiresAt) {}
