package dev.npexport.api.sae;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names the four inputs of an SAE; paths are relative to the data root. */
@Schema(name = "RegisterSae")
record RegisterRequest(
    @Schema(description = "Shown to people; the SAE folder's name without one", maxLength = 200)
        Optional<String> name,
    @Schema(required = true, description = "SAE folder", examples = "sae") Optional<String> saePath,
    @Schema(required = true, description = "Hugging Face model folder", examples = "model")
        Optional<String> modelPath,
    @Schema(
            required = true,
            description = "Activation cache: delphi folder, columnar file or JSONL",
            examples = "activations/delphi")
        Optional<String> activationsPath,
    @Schema(description = "Labels, JSONL or CSV", examples = "labels.jsonl")
        Optional<String> labelsPath,
    @Schema(
            description =
                "Activations of the model itself at the SAE's hook, safetensors or npy [prompt,"
                    + " position, d_in]: what the correlated neurons of definitions saedashboard"
                    + " need",
            examples = "activations/dense.safetensors")
        Optional<String> denseActivationsPath) {}
