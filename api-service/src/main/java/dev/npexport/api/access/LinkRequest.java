package dev.npexport.api.access;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a link should open, and for how long. */
@Schema(name = "LinkRequest")
record LinkRequest(
    @Schema(
            required = true,
            implementation = String.class,
            description =
                "An export's download, its WebSocket or that of all exports, or /s3 for the S3 view",
            examples = "/s3")
        Optional<String> path,
    @Schema(implementation = Integer.class, minimum = "1", maximum = "86400", defaultValue = "900")
        Optional<Integer> lifetimeSeconds) {}
