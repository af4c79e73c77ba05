package dev.npexport.engine.dashboard;

import java.util.List;
import java.util.Optional;

/**
 * Everything computed for one feature; absent sections were switched off.
 *
 * @param neighbours cosine neighbours over all features ({@code l1} unused)
 * @param alignment the 3 largest components of the decoder row
 * @param correlatedFeatures Pearson with its cosine in {@code l1}
 * @param correlatedNeurons empty unless dense activations are given
 * @param decoderWeightsDist share of each head, for {@code hook_z}
 */
public record FeatureDashboard(
    int featureIndex,
    FeatureStatistics statistics,
    Optional<LogitTable> logits,
    Optional<ActivationHistograms> histograms,
    Optional<List<TopToken>> topTokens,
    Optional<List<Example>> examples,
    RankedFeatures neighbours,
    RankedFeatures alignment,
    RankedFeatures correlatedFeatures,
    RankedFeatures correlatedNeurons,
    double[] decoderWeightsDist) {}
