package dev.npexport.api.feature;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dashboard as the OpenAPI document shows it; the engine writes it. */
@Schema(name = "Dashboard")
record DashboardSchema(
    @Schema(required = true) int featureIndex,
    String label,
    String category,
    String description,
    @Schema(required = true) Statistics statistics,
    LogitLens logitLens,
    Histogram histogram,
    List<TopToken> topTokens,
    List<Example> activations) {

  @Schema(name = "DashboardStatistics")
  record Statistics(
      @Schema(required = true, minimum = "0", maximum = "1") double activationFrequency,
      @Schema(required = true) long activationCount,
      @Schema(required = true) double maxActivation,
      @Schema(required = true) double meanActivation,
      @Schema(required = true) double stdActivation,
      @Schema(description = "The label's score") Double interpretabilityScore,
      @Schema(required = true) boolean isDead,
      @Schema(required = true) double decoderNorm) {}

  @Schema(name = "DashboardLogitLens")
  record LogitLens(
      @Schema(required = true) List<Logit> topPositive,
      @Schema(required = true) List<Logit> topNegative,
      @Schema(required = true, description = "Over the vocabulary") double mean,
      @Schema(required = true) double std,
      LogitHistogram histogram) {}

  @Schema(name = "DashboardLogit")
  record Logit(
      @Schema(required = true) String token,
      @Schema(required = true) int tokenId,
      @Schema(required = true) double value) {}

  @Schema(name = "DashboardLogitHistogram")
  record LogitHistogram(
      @Schema(required = true) List<Double> binEdges, @Schema(required = true) List<Long> counts) {}

  @Schema(name = "DashboardHistogram")
  record Histogram(
      @Schema(required = true) List<Double> binEdges,
      @Schema(required = true) List<Long> counts,
      @Schema(required = true, description = "Counted tokens") long totalCount,
      @Schema(required = true) long nonzeroCount,
      Double mean,
      Double std,
      Double min,
      Double max,
      @Schema(required = true) boolean logScale) {}

  @Schema(name = "DashboardTopToken")
  record TopToken(
      @Schema(required = true) String token,
      @Schema(required = true) int tokenId,
      @Schema(required = true) long count,
      @Schema(required = true) double totalActivation,
      @Schema(required = true) double meanActivation,
      @Schema(required = true) double maxActivation) {}

  @Schema(name = "DashboardExample")
  record Example(
      @Schema(
              required = true,
              enumeration = {"top", "interval"},
              description = "The strongest, or drawn from an interval of strength")
          String group,
      Double binMin,
      Double binMax,
      @Schema(description = "Share of the activations inside the interval") Double binContains,
      @Schema(required = true) int promptIndex,
      @Schema(required = true) int position,
      @Schema(required = true) String token,
      @Schema(required = true) String contextBefore,
      @Schema(required = true) String contextAfter,
      @Schema(required = true) double maxValue,
      @Schema(required = true) int maxIndex,
      Integer windowStart,
      @Schema(required = true) List<String> tokens,
      @Schema(required = true) List<Integer> tokenIds,
      @Schema(required = true) List<Double> values) {}
}
