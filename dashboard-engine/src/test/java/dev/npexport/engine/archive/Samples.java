package dev.npexport.engine.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;
import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.LogitTable;
import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.format.activation.FakeActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.kernel.Histogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A small made-up export of which every number is chosen. */
public final class Samples {

  public static final String CREATED = "2026-08-21T10:00:00.000Z";

  public static final FakeVocabulary VOCABULARY =
      new FakeVocabulary("<|end|>", "I", " really", " love", " you", "\0", "\\u0000", "é😀");

  public static final FakeActivations CACHE = cache(16);

  private Samples() {}

  public static FakeActivations cache(int features) {
    var counts = new long[features];
    for (int i = 0; i < features; i++) {
      counts[i] = i % 5 == 3 ? 0 : i % 7;
    }
    return FakeActivations.of(new int[][] {{0, 1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4}}, counts);
  }

  public static ExportOptions options(String config) {
    try {
      return ExportOptionsParser.parse(new ObjectMapper().readTree(config.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static ArchiveFacts facts(Sae sae, GroupedActivations activations, ExportOptions options) {
    return new ArchiveFacts(
        "6f1c0b7e-0000-5000-8000-000000000000",
        "my | sae\nof note",
        sae.config(),
        HookName.of("blocks.2.hook_resid_post"),
        new ModelIdentity("openai-community/gpt2", "gpt2-small", true),
        12,
        8,
        new NeuronpediaNames(
            "gpt2-small",
            "res-x",
            "2-res-x",
            "my-release",
            "Ana",
            "Residual stream",
            List.of("https://example.org")),
        options,
        activations.source(),
        new Fingerprints("aa", "bb", "cc", "dd"),
        CREATED,
        List.of("The cache looks odd."));
  }

  /** A live feature with one example of each group. */
  public static FeatureDashboard live(int index) {
    return new FeatureDashboard(
        index,
        new FeatureStatistics(0.1, 2, 4.52f, 0.25f, 2.385, 1.5, false, 1.0),
        Optional.of(
            new LogitTable(
                new int[] {3, 5},
                new double[] {0.854999999, 0.000025},
                new int[] {6, 1},
                new double[] {-0.45, -0.25},
                0.001,
                0.04,
                Optional.of(new Histogram(new double[] {-1, 0, 1}, new long[] {5, 3})),
                Optional.of(new Histogram(new double[] {-1, 0, 1}, new long[] {5, 3})))),
        Optional.of(
            new ActivationHistograms(
                new Histogram(new double[] {0, 2.26, 4.52f}, new long[] {1, 1}),
                new Histogram(new double[] {0, 2.26, 4.52f}, new long[] {1, 1}),
                false)),
        Optional.of(List.of(new TopToken(3, 2, 4.77, 2.385, 4.52f))),
        Optional.of(List.of(top(), interval())),
        new RankedFeatures(new int[] {7, 2}, new double[] {0.9999999, -0.1234561}, new double[2]),
        new RankedFeatures(
            new int[] {1, 0, 2}, new double[] {0.5, 0.25, 0.125}, new double[] {0.4, 0.2, 0.1}),
        new RankedFeatures(new int[] {4}, new double[] {0.3333333}, new double[] {0.5000049}),
        RankedFeatures.NONE,
        new double[0]);
  }

  static Example top() {
    return new Example(
        Optional.empty(),
        0,
        3,
        0,
        false,
        new int[] {0, 1, 2, 3, 4, 5, 6, 7},
        new float[] {0, 0, 0.25f, 4.52f, 0, 0.00004f, 0, 0.00006f},
        4.52f);
  }

  static Example interval() {
    return new Example(
        Optional.of(new Example.Interval(0, 0.9045, 0.5)),
        1,
        2,
        1,
        true,
        new int[] {2, 3, 4},
        new float[] {0, 0.9f, 0.1f},
        0.9f);
  }

  /** A feature that never fires. */
  public static FeatureDashboard dead(int index) {
    return new FeatureDashboard(
        index,
        new FeatureStatistics(0, 0, 0, 0, 0, 0, true, 0.75),
        Optional.empty(),
        Optional.of(new ActivationHistograms(Histogram.EMPTY, Histogram.EMPTY, true)),
        Optional.of(List.of()),
        Optional.of(List.of()),
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        RankedFeatures.NONE,
        new double[] {0.25, 0.75});
  }

  /** Features of which some are dead, with numbers that differ. */
  public static List<FeatureDashboard> many(int count) {
    var random = new Random(3);
    var all = new ArrayList<FeatureDashboard>();
    for (int i = 0; i < count; i++) {
      if (i % 5 == 3) {
        all.add(dead(i));
      } else {
        var like = live(i);
        all.add(
            new FeatureDashboard(
                i,
                new FeatureStatistics(
                    random.nextDouble(), 3, 5, 1, random.nextDouble(), 1, false, 1),
                like.logits(),
                like.histograms(),
                like.topTokens(),
                like.examples(),
                like.neighbours(),
                like.alignment(),
                like.correlatedFeatures(),
                like.correlatedNeurons(),
                like.decoderWeightsDist()));
      }
    }
    return all;
  }

  public static Label label(int feature, String label, String method, String model) {
    return new Label(
        feature,
        Optional.of(label),
        Optional.of("Emotion"),
        Optional.empty(),
        Optional.ofNullable(method),
        Optional.ofNullable(model),
        Optional.of(0.212),
        Optional.empty());
  }

  public static Labels labels(Label... labels) {
    Map<Integer, List<Label>> byFeature = new HashMap<>();
    for (Label label : labels) {
      byFeature.computeIfAbsent(label.featureIndex(), i -> new ArrayList<>()).add(label);
    }
    return new Labels(byFeature);
  }
}
