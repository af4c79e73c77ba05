package dev.npexport.api.sae;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.model.sae.RegisteredSae;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A registered SAE with everything that was found at registration. */
@Schema(name = "Sae")
public record SaeView(
    @Schema(description = "The same inputs have the same id in every installation") UUID id,
    String name,
    String saePath,
    String modelPath,
    String activationsPath,
    Optional<String> labelsPath,
    Optional<String> denseActivationsPath,
    @Schema(description = "How the SAE is stored", examples = "saelens") String format,
    @Schema(description = "SAELens's inference architecture", examples = "jumprelu")
        String architecture,
    @Schema(description = "Width of the SAE's input") int dIn,
    @Schema(description = "Width of the unembedding") int dModel,
    @Schema(description = "Number of features") int dSae,
    @Schema(description = "Rows of the unembedding") int vocabulary,
    Optional<String> modelName,
    Optional<String> hookName,
    Optional<String> hookPoint,
    Optional<Integer> layer,
    @Schema(description = "Model id that the Neuronpedia tree gets unless the config says another")
        Optional<String> neuronpediaModelId,
    Optional<String> sourceSet,
    ActivationSource activations,
    @Schema(description = "Stored activations") long nonzeros,
    int labelCount,
    Fingerprints fingerprints,
    @Schema(description = "Sentences for a person") List<String> warnings,
    Instant createdAt) {

  static SaeView of(RegisteredSae row, ObjectMapper json) {
    InputFacts facts = facts(row, json);
    return new SaeView(
        row.id,
        row.name,
        row.saePath,
        row.modelPath,
        row.activationsPath,
        Optional.ofNullable(row.labelsPath),
        Optional.ofNullable(row.denseActivationsPath),
        facts.format(),
        facts.architecture(),
        facts.dIn(),
        facts.dModel(),
        facts.dSae(),
        facts.vocabulary(),
        facts.modelName(),
        facts.hookName(),
        facts.hookPoint(),
        facts.layer(),
        facts.neuronpediaModelId(),
        facts.sourceSet(),
        facts.activations(),
        facts.nonzeros(),
        facts.labelCount(),
        facts.fingerprints(),
        facts.warnings(),
        row.createdAt);
  }

  static InputFacts facts(RegisteredSae row, ObjectMapper json) {
    try {
      return json.readValue(row.facts, InputFacts.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable facts of SAE " + row.id, e);
    }
  }
}
