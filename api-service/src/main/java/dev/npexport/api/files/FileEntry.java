package dev.npexport.api.files;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file or folder that a registration may name. */
@Schema(name = "FileEntry")
public record FileEntry(
    @Schema(description = "Relative to the data root, with slashes", examples = "gpt2/sae")
        String path,
    boolean directory,
    @Schema(description = "Bytes; absent for folders") Optional<Long> size) {}
