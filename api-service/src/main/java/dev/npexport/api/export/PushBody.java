package dev.npexport.api.export;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where to push an export to. */
@Schema(name = "PushRequest")
record PushBody(
    @Schema(required = true, description = "Name of a target", examples = "local")
        Optional<String> target) {}
