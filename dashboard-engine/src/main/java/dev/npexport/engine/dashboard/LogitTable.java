package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.Histogram;
import java.util.Optional;

/**
 * What a feature writes to the logits.
 *
 * @param topIds token ids, most promoted first; as many as the larger of {@code logit_lens_k} and
 *     the rows' 10
 * @param bottomIds token ids, most suppressed first
 * @param histogram with {@code histogram_bins} bins, when histograms are included
 * @param rowHistogram with the 50 bins of the Neuronpedia rows, when histograms are included
 */
public record LogitTable(
    int[] topIds,
    double[] topValues,
    int[] bottomIds,
    double[] bottomValues,
    double mean,
    double std,
    Optional<Histogram> histogram,
    Optional<Histogram> rowHistogram) {}
