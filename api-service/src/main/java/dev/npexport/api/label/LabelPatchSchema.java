package dev.npexport.api.label;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of one label, as the OpenAPI document shows it; {@link LabelPatch} reads it. */
@Schema(
    name = "LabelPatch",
    description =
        "JSON merge patch: an absent field stays, null clears it. Without a label and a description"
            + " left, the feature has no label.",
    additionalProperties = Schema.False.class)
public record LabelPatchSchema(
    @Schema(nullable = true, maxLength = LabelTexts.LABEL, examples = "names of whales")
        String label,
    @Schema(nullable = true, maxLength = LabelTexts.NAME, examples = "Animal") String category,
    @Schema(nullable = true, maxLength = LabelTexts.DESCRIPTION) String description,
    @Schema(
            nullable = true,
            maxLength = LabelTexts.NAME,
            description = "How the label was found",
            examples = "human")
        String method,
    @Schema(nullable = true, maxLength = LabelTexts.NAME, description = "The model that wrote it")
        String model,
    @Schema(nullable = true, examples = "0.8") Double score) {}
