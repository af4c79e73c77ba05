package dev.npexport.api.feature;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What loading labels changed. */
@Schema(name = "LabelsLoaded")
record LabelsView(
    @Schema(description = "Features whose label the body set", examples = "2") int labelled,
    @Schema(description = "Earlier edits that replace=true undid", examples = "0") int undone) {}
