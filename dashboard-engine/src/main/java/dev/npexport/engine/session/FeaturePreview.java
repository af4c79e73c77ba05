package dev.npexport.engine.session;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.feature.FeatureJson;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.dashboard.DashboardBuilder;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.plan.FeatureSelector;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Dashboards outside an archive, written as the archive writes them. */
public final class FeaturePreview {

  private final PreparedInputs prepared;
  private final int threads;

  public FeaturePreview(PreparedInputs prepared, int threads) {
    this.prepared = prepared;
    this.threads = threads;
  }

  /**
   * The bytes of {@code features/{feature}.json}.
   *
   * @throws InputException if the SAE has no such feature or an option cannot be served
   */
  public byte[] of(ExportRequest request, int feature) {
    int features = prepared.activations().features();
    if (feature < 0 || feature >= features) {
      throw new InputException(
          new Problem(
              ProblemCode.UNKNOWN_FEATURE,
              "",
              "feature " + feature,
              "the SAE has the features 0 to " + (features - 1)));
    }
    ByteArrayOutputStream[] one = new ByteArrayOutputStream[1];
    write(
        request, new int[] {feature}, 0, 1, (json, index) -> one[0] = json, ProgressListener.NONE);
    return one[0].toByteArray();
  }

  /** The dashboards of a shard's features, in index order. */
  public void of(
      ExportRequest request, Shard shard, ObjIntConsumer<byte[]> sink, ProgressListener listener) {
    int[] selected = FeatureSelector.select(request.options(), prepared.activations());
    write(
        request,
        selected,
        shard.from(),
        shard.to(),
        (json, index) -> sink.accept(json.toByteArray(), index),
        listener);
  }

  private void write(
      ExportRequest request,
      int[] selected,
      int from,
      int to,
      ObjIntConsumer<ByteArrayOutputStream> sink,
      ProgressListener listener) {
    // neighbours and correlations stand in the rows of the Neuronpedia tree only
    ExportOptions shown = request.options().withoutNeuronpediaImport();
    ArchiveFacts facts = ExportFacts.of(request.withOptions(shown), prepared);
    FeatureJson writer = new FeatureJson(prepared.activations(), prepared.texts(), facts.options());
    Labels labels =
        facts.options().includeExplanations()
            ? request.labelEdits().over(prepared.inputs().labels())
            : Labels.NONE;
    new DashboardBuilder(prepared.dashboardInputs(facts, listener), facts.options(), threads)
        .build(
            selected,
            from,
            to,
            listener,
            dashboard -> {
              ByteArrayOutputStream json = new ByteArrayOutputStream();
              write(writer, dashboard, labels.first(dashboard.featureIndex()), json);
              sink.accept(json, dashboard.featureIndex());
            });
  }

  private static void write(
      FeatureJson writer,
      FeatureDashboard dashboard,
      Optional<Label> label,
      ByteArrayOutputStream target) {
    try (JsonGenerator json = CompactJson.generator(target)) {
      writer.write(json, dashboard, label);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }
}
