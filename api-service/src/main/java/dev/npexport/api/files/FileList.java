package dev.npexport.api.files;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a path that was begun can become. */
@Schema(name = "FileList")
record FileList(
    @Schema(description = "Folders first, each by name; at most 50") List<FileEntry> items) {}
