package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.Rounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks for pages of features in every order, with every filter, at the front, middle and end. */
final class FeaturePages {

  private static final int SIZE = 50;
  private static final int TIMES = 3;
  private static final int EDITS = 9;

  private static final List<String> SORTS =
      List.of(
          "feature_index",
          "label",
          "category",
          "activation_frequency",
          "activation_count",
          "max_activation",
          "mean_activation");

  private static final List<String> FILTERS =
      List.of(
          "",
          "&category=" + ManyFeatures.CATEGORY.replace(" ", "%20"),
          "&min_frequency=0.0001",
          "&min_frequency=0.00005&max_frequency=0.001",
          "&has_activations=true",
          "&has_activations=false",
          "&search=" + ManyFeatures.COMMON,
          "&search=" + ManyFeatures.RARE,
          "&search=no%20label%20has%20this",
          "&search=77&category=" + ManyFeatures.CATEGORY.replace(" ", "%20"));

  private FeaturePages() {}

  /**
   * A page and what it took.
   *
   * @param seconds median of several times
   */
  record Page(String query, double seconds) {}

  /** All pages, fastest first. */
  static List<Page> ask(ApiClient api, String sae) throws InterruptedException {
    List<Page> pages = new ArrayList<>();
    for (String filter : FILTERS) {
      String path = "api/v1/saes/%s/features?size=%d%s".formatted(sae, SIZE, filter);
      long last = Math.max(0, (api.get(path).path("total").asLong() - 1) / SIZE);
      for (String sort : SORTS) {
        for (String direction : List.of("", "-")) {
          for (long page : new long[] {0, last / 2, last}) {
            String query = "%s&sort=%s%s&page=%d".formatted(path, direction, sort, page);
            pages.add(new Page(query.replaceFirst(".*\\?", ""), median(api, query)));
          }
        }
      }
    }
    pages.sort(Comparator.comparingDouble(Page::seconds));
    return pages;
  }

  /** Seconds of the first page after a label was edited, the median of several. */
  static double afterAnEdit(ApiClient api, String sae) throws InterruptedException {
    String features = "api/v1/saes/%s/features".formatted(sae);
    List<Double> seconds = new ArrayList<>();
    for (int edit = 0; edit < EDITS; edit++) {
      api.patch(features + "/" + edit, "{\"label\": \"edit %d\"}".formatted(edit));
      seconds.add(api.secondsOf(features + "?sort=label"));
    }
    return Rounds.median(seconds);
  }

  private static double median(ApiClient api, String path) throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      seconds.add(api.secondsOf(path));
    }
    return Rounds.median(seconds);
  }
}
