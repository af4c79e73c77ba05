package dev.npexport.api.export;

import dev.npexport.model.push.PushTargets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A Neuronpedia that exports may be pushed to; how to log in there is not told. */
@Schema(name = "Target")
record TargetView(
    @Schema(examples = "local") String name,
    @Schema(
            enumeration = {"database", "import_api"},
            implementation = String.class,
            description =
                "database: rows are inserted into its PostgreSQL; import_api: its import route reads"
                    + " this service's S3 view")
        PushTargets.Kind kind,
    @Schema(examples = "http://localhost:3000") String url) {}
