package dev.npexport.api.export;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The export config as the OpenAPI document shows it. It is read by {@code ExportOptionsParser},
 * whose fields, defaults and ranges a test holds equal to these.
 */
@Schema(name = "ExportConfig", additionalProperties = Schema.False.class)
record ExportConfigSchema(
    @Schema(
            enumeration = {"all", "extracted", "custom"},
            defaultValue = "all",
            description =
                "all: every index; extracted: those with activations; custom: exactly those named")
        String featureSelection,
    @Schema(description = "Only with custom") List<Integer> featureIndices,
    @Schema(description = "Only with custom, both ends inclusive", examples = "[\"0-99\"]")
        List<String> featureRanges,
    @Schema(minimum = "0", maximum = "1", description = "Inclusive; not with custom")
        Double minActivationFrequency,
    @Schema(minimum = "0", maximum = "1", description = "Inclusive; not with custom")
        Double maxActivationFrequency,
    @Schema(defaultValue = "true") Boolean includeLogitLens,
    @Schema(minimum = "1", maximum = "100", defaultValue = "20") Integer logitLensK,
    @Schema(
            enumeration = {"none", "final"},
            defaultValue = "none")
        String logitLensNorm,
    @Schema(defaultValue = "false") Boolean maskUnusedVocabulary,
    @Schema(defaultValue = "true") Boolean includeHistograms,
    @Schema(minimum = "10", maximum = "200", defaultValue = "50") Integer histogramBins,
    @Schema(
            enumeration = {"linear", "log"},
            defaultValue = "linear")
        String histogramScale,
    @Schema(defaultValue = "true") Boolean includeTopTokens,
    @Schema(minimum = "10", maximum = "200", defaultValue = "50") Integer topTokensK,
    @Schema(defaultValue = "true") Boolean includeExamples,
    @Schema(minimum = "0", maximum = "100", defaultValue = "20") Integer examplesPerFeature,
    @Schema(minimum = "0", maximum = "10", defaultValue = "5", description = "Each of 5 examples")
        Integer exampleIntervals,
    @Schema(
            minimum = "0",
            maximum = "1024",
            defaultValue = "0",
            description = "0: the whole prompt; 8 to 1024: tokens on each side")
        Integer exampleWindow,
    @Schema(defaultValue = "0", type = SchemaType.INTEGER, format = "int64") Long seed,
    @Schema(defaultValue = "true") Boolean includeExplanations,
    @Schema(defaultValue = "true") Boolean includeSaelensWeights,
    @Schema(defaultValue = "true") Boolean includeNeuronpediaImport,
    @Schema(
            enumeration = {"exact", "saedashboard"},
            defaultValue = "exact")
        String definitions,
    @Schema(
            minimum = "1",
            maximum = "65536",
            description =
                "Only with saedashboard: the batches that it correlates features in; 128 if absent")
        Integer featuresPerBatch,
    Neuronpedia neuronpedia) {

  /** Names for the Neuronpedia tree. */
  @Schema(
      name = "NeuronpediaNames",
      description = "Names in the Neuronpedia tree; what is absent is derived from the inputs",
      additionalProperties = Schema.False.class)
  record Neuronpedia(
      @Schema(maxLength = 32, pattern = "[a-z0-9]([a-z0-9.-]*[a-z0-9])?") String modelId,
      @Schema(maxLength = 32, pattern = "[a-z]([a-z0-9-]*[a-z0-9])?") String sourceSet,
      @Schema(maxLength = 32, pattern = "[a-z]([a-z0-9-]*[a-z0-9])?") String release,
      String creatorName,
      String description,
      List<String> urls) {}
}
