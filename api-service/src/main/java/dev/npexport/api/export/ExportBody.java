package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to export, and how. */
@Schema(name = "ExportRequest")
record ExportBody(
    @Schema(required = true, description = "A registered SAE", format = "uuid")
        Optional<String> saeId,
    @Schema(
            implementation = ExportConfigSchema.class,
            description = "All fields optional; out of range is a 400 that names the field")
        JsonNode config) {}
