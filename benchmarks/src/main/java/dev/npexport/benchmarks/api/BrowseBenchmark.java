package dev.npexport.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.engine.InputPaths;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What somebody who looks around waits for, at a service: pages of a table of 100,000 features in
 * PostgreSQL, and dashboards of single features, computed when they are asked for.
 */
public final class BrowseBenchmark implements Benchmark {

  private static final double GOAL_SECONDS = 0.050;
  private static final int DASHBOARDS = 200;
  private static final int WARM_UP = 50;

  /** Odd and no divisor of a number of features: none is asked for twice. */
  private static final int STEP = 79;

  @Override
  public String name() {
    return "browse";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    Path home = Path.of(System.getProperty("npexport.home"));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (WorkFolder folder = WorkFolder.create(options)) {
      InputPaths sample = BenchInputs.small(options, console);
      List<Path> roots =
          Stream.of(folder.path(), sample.sae(), sample.model(), sample.activations()).toList();
      console.say("starting npexport serve in %s", folder.path());
      try (ServedFolder served = ServedFolder.start(home, folder.path(), roots, http)) {
        ApiClient api = new ApiClient(http, served.uri());
        ManyFeatures many = ManyFeatures.register(api, folder.path());
        console.say("loaded %,d labels in %.2f s", ManyFeatures.FEATURES, many.labelSeconds());
        List<FeaturePages.Page> pages = pages(api, many, console);
        double afterAnEdit = FeaturePages.afterAnEdit(api, many.id());
        console.say("%6.1f ms  the first page by label after an edit", afterAnEdit * 1e3);
        Dashboards dashboards = dashboards(api, sample, console);
        return new BenchResult(
                name(),
                pages.getLast().seconds(),
                "the goal of 50 ms for the slowest page",
                OptionalDouble.of(GOAL_SECONDS),
                "HTTP/1.1, one request after the other")
            .with("pages", pages.size())
            .with("page_median_s", pages.get(pages.size() / 2).seconds())
            .with("page_p95_s", pages.get((int) (0.95 * pages.size())).seconds())
            .with("page_after_edit_s", afterAnEdit)
            .with("labels_s", many.labelSeconds())
            .with("first_dashboard_s", dashboards.first())
            .with("dashboard_p95_s", dashboards.computed())
            .with("kept_dashboard_p95_s", dashboards.kept());
      }
    }
  }

  private static List<FeaturePages.Page> pages(ApiClient api, ManyFeatures many, Console console)
      throws InterruptedException {
    FeaturePages.ask(api, many.id()); // warms up
    List<FeaturePages.Page> pages = FeaturePages.ask(api, many.id());
    console.say("%d pages; the slowest:", pages.size());
    for (FeaturePages.Page page : pages.subList(pages.size() - 10, pages.size())) {
      console.say("%6.1f ms  %s", page.seconds() * 1e3, page.query());
    }
    return pages;
  }

  /**
   * Seconds: of the first dashboard, which groups the activations, and 95th percentiles of further
   * ones when they are computed and when they were before.
   */
  private record Dashboards(double first, double computed, double kept) {}

  private static Dashboards dashboards(ApiClient api, InputPaths sample, Console console)
      throws InterruptedException {
    JsonNode sae =
        api.post(
            "api/v1/saes",
            "{\"sae_path\": \"%s\", \"model_path\": \"%s\", \"activations_path\": \"%s\"}"
                .formatted(
                    sample.sae().toAbsolutePath(),
                    sample.model().toAbsolutePath(),
                    sample.activations().toAbsolutePath()));
    String path = "api/v1/saes/" + sae.path("id").asText() + "/features/%d/dashboard";
    int all = sae.path("d_sae").asInt();
    double first = api.secondsOf(path.formatted(0));
    List<Double> computed = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    for (int i = 1; i <= WARM_UP + DASHBOARDS; i++) {
      String dashboard = path.formatted(i * STEP % all);
      double now = api.secondsOf(dashboard);
      double again = api.secondsOf(dashboard);
      if (i > WARM_UP) {
        computed.add(now);
        kept.add(again);
      }
    }
    Dashboards found = new Dashboards(first, p95(computed), p95(kept));
    console.say(
        "%d dashboards: first %.2f s, then p95 %.1f ms computed, %.1f ms kept",
        DASHBOARDS, found.first, found.computed * 1e3, found.kept * 1e3);
    return found;
  }

  private static double p95(List<Double> seconds) {
    Collections.sort(seconds);
    return seconds.get((int) (0.95 * seconds.size()));
  }
}
