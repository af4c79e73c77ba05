package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.nd4j.Nd4jBackend;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.testkit.InMemoryActivations;
import dev.npexport.engine.testkit.Printed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DashboardBuilderTest {

  private static final int FEATURES = 150;
  private static final int WIDTH = 16;
  private static final InMemoryActivations ACTIVATIONS =
      InMemoryActivations.random(FEATURES, 20, 12, 7);
  private static final Matrix DECODER = decoder();
  private static final Matrix UNEMBEDDING = Matrix.random(300, WIDTH, 9);
  private static final int[] ALL = IntStream.range(0, FEATURES).toArray();

  @Test
  void handsOverEveryFeatureInOrder() {
    assertThat(build(new Nd4jBackend(), ExportOptions.DEFAULTS, 2, ALL))
        .extracting(FeatureDashboard::featureIndex)
        .containsExactlyElementsOf(IntStream.range(0, FEATURES).boxed().toList());
  }

  @Test
  void givesTheSameNumbersForAnyThreadsSelectionAndCut() {
    var expected = build(new Nd4jBackend(), ExportOptions.DEFAULTS, 2, ALL);
    int[] some = {0, 3, 4, 77, 78, 101, 149};
    var alone = build(new Nd4jBackend(), ExportOptions.DEFAULTS, 1, some);
    for (int i = 0; i < some.length; i++) {
      assertThat(Printed.of(alone.get(i))).isEqualTo(Printed.of(expected.get(some[i])));
    }
    var inPieces = new ArrayList<FeatureDashboard>();
    try (var inputs = new Inputs(new Nd4jBackend())) {
      var builder = new DashboardBuilder(inputs.inputs, ExportOptions.DEFAULTS, 3);
      for (int from = 0; from < FEATURES; from += 13) {
        int to = Math.min(from + 13, FEATURES);
        builder.build(ALL, from, to, ProgressListener.NONE, inPieces::add);
      }
    }
    assertThat(Printed.of(inPieces)).isEqualTo(Printed.of(expected));
  }

  @Test
  void agreesWithTheReferenceBackend() {
    var expected = build(new ReferenceBackend(), ExportOptions.DEFAULTS, 2, ALL);
    var actual = build(new Nd4jBackend(), ExportOptions.DEFAULTS, 2, ALL);
    for (int i = 0; i < FEATURES; i++) {
      var logits = actual.get(i).logits().orElseThrow();
      var exact = expected.get(i).logits().orElseThrow();
      assertThat(logits.topIds()).isEqualTo(exact.topIds());
      assertThat(logits.bottomValues()).isEqualTo(exact.bottomValues());
      assertThat(logits.std()).isCloseTo(exact.std(), within(1e-6 * exact.std()));
      assertThat(Printed.of(actual.get(i).neighbours()))
          .isEqualTo(Printed.of(expected.get(i).neighbours()));
      assertThat(Printed.of(actual.get(i).examples()))
          .isEqualTo(Printed.of(expected.get(i).examples()));
    }
  }

  @Test
  void carriesAsManyLogitsAsTheRowsNeedWhenFewerAreAskedFor() {
    var few = build(new ReferenceBackend(), options("{'logit_lens_k': 3}"), 1, ALL);
    assertThat(few.getFirst().logits().orElseThrow().topIds()).hasSize(10);
    var many = build(new ReferenceBackend(), options("{'logit_lens_k': 37}"), 1, ALL);
    assertThat(many.getFirst().logits().orElseThrow().bottomValues()).hasSize(37);
  }

  @Test
  void findsTheNeighboursOfTheDenseCosineMatrixAndNeverARowOfLengthZero() {
    var dashboards = build(new Nd4jBackend(), ExportOptions.DEFAULTS, 2, ALL);
    for (int feature : new int[] {1, 50, 149}) {
      var neighbours = dashboards.get(feature).neighbours();
      double[] cosines = cosines(feature);
      int[] expected =
          IntStream.range(0, FEATURES)
              .filter(other -> other != feature && other != 33)
              .boxed()
              .sorted((a, b) -> Double.compare(cosines[b], cosines[a]))
              .limit(10)
              .mapToInt(i -> i)
              .toArray();
      assertThat(neighbours.indices()).isEqualTo(expected);
      for (int i = 0; i < 10; i++) {
        assertThat(neighbours.values()[i]).isCloseTo(cosines[expected[i]], within(1e-14));
      }
    }
  }

  @Test
  void keepsADeadFeatureWithItsLogitsAndNothingElse() {
    var dead = build(new ReferenceBackend(), ExportOptions.DEFAULTS, 1, ALL).getFirst();
    assertThat(dead.statistics().isDead()).isTrue();
    assertThat(dead.statistics().decoderNorm()).isEqualTo(norm(0));
    assertThat(dead.logits()).isPresent();
    assertThat(dead.histograms().orElseThrow().histogram().counts()).isEmpty();
    assertThat(dead.topTokens()).contains(List.of());
    assertThat(dead.examples()).contains(List.of());
    assertThat(dead.correlatedFeatures().indices()).isEmpty();
    assertThat(dead.neighbours().indices()).hasSize(10);
  }

  @Test
  void leavesOutAndNeverComputesWhatIsSwitchedOff() {
    var inputs =
        new DashboardInputs(
            ACTIVATIONS,
            Optional.empty(),
            Optional.empty(),
            DECODER,
            DECODER,
            DashboardBuilderTest::norm,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());
    var dashboards = new ArrayList<FeatureDashboard>();
    var off =
        options(
            """
            {'include_logit_lens': false, 'include_histograms': false, 'include_top_tokens': false,
             'include_examples': false, 'include_neuronpedia_import': false}\
            """);
    new DashboardBuilder(inputs, off, 2)
        .build(ALL, 0, FEATURES, ProgressListener.NONE, dashboards::add);
    assertThat(dashboards).hasSize(FEATURES);
    assertThat(dashboards)
        .allSatisfy(
            dashboard -> {
              assertThat(dashboard.logits()).isEmpty();
              assertThat(dashboard.histograms()).isEmpty();
              assertThat(dashboard.topTokens()).isEmpty();
              assertThat(dashboard.examples()).isEmpty();
              assertThat(dashboard.neighbours().indices()).isEmpty();
              assertThat(dashboard.alignment().indices()).isEmpty();
            });
  }

  @Test
  void splitsDecoderRowsOfAttentionHeads() {
    try (var inputs = new Inputs(new ReferenceBackend(), OptionalInt.of(4))) {
      var dashboards = new ArrayList<FeatureDashboard>();
      new DashboardBuilder(inputs.inputs, ExportOptions.DEFAULTS, 1)
          .build(ALL, 5, 6, ProgressListener.NONE, dashboards::add);
      assertThat(dashboards.getFirst().decoderWeightsDist())
          .isEqualTo(DecoderWeightsDist.of(DECODER.values()[5], 4));
    }
  }

  @Test
  void tellsTheListenerOfEveryFeature() {
    var done = new AtomicInteger();
    try (var inputs = new Inputs(new ReferenceBackend())) {
      new DashboardBuilder(inputs.inputs, ExportOptions.DEFAULTS, 2)
          .build(ALL, 0, FEATURES, listener(done, Integer.MAX_VALUE), dashboard -> {});
    }
    assertThat(done).hasValue(FEATURES);
  }

  @Test
  void stopsWhenTheListenerSaysSo() {
    var done = new AtomicInteger();
    try (var inputs = new Inputs(new ReferenceBackend())) {
      var builder = new DashboardBuilder(inputs.inputs, ExportOptions.DEFAULTS, 2);
      assertThatThrownBy(() -> builder.build(ALL, 0, FEATURES, listener(done, 30), dashboard -> {}))
          .isInstanceOfSatisfying(
              InputException.class,
              e -> assertThat(e.problems().getFirst().code()).isEqualTo(ProblemCode.CANCELLED));
    }
    assertThat(done).hasValue(30);
  }

  @Test
  void passesOnWhatGoesWrongWhileComputing() {
    RowSource broken =
        new RowSource() {
          @Override
          public int rows() {
            return FEATURES;
          }

          @Override
          public int width() {
            return WIDTH;
          }

          @Override
          public void read(int index, double[] target) {
            throw new InputException(ProblemCode.NOT_FINITE, Path.of("w"), "W_dec", "row " + index);
          }
        };
    try (var inputs = new Inputs(new ReferenceBackend())) {
      var wrong =
          new DashboardInputs(
              ACTIVATIONS,
              Optional.empty(),
              Optional.empty(),
              DECODER,
              broken,
              DashboardBuilderTest::norm,
              inputs.inputs.unembedding(),
              inputs.inputs.neighbours(),
              OptionalInt.empty());
      assertThatThrownBy(
              () ->
                  new DashboardBuilder(wrong, ExportOptions.DEFAULTS, 2)
                      .build(ALL, 0, 10, ProgressListener.NONE, dashboard -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("W_dec");
    }
  }

  private static List<FeatureDashboard> build(
      ProjectionBackend backend, ExportOptions options, int threads, int[] selected) {
    var dashboards = new ArrayList<FeatureDashboard>();
    try (var inputs = new Inputs(backend)) {
      new DashboardBuilder(inputs.inputs, options, threads)
          .build(selected, 0, selected.length, ProgressListener.NONE, dashboards::add);
    }
    return dashboards;
  }

  private static ProgressListener listener(AtomicInteger done, int stopAfter) {
    return new ProgressListener() {
      @Override
      public void featuresDone(int more) {
        done.addAndGet(more);
      }

      @Override
      public boolean cancelled() {
        return done.get() >= stopAfter;
      }
    };
  }

  private static ExportOptions options(String json) {
    try {
      return ExportOptionsParser.parse(new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Row 33 has length 0; rows 34 and 35 are equal. */
  private static Matrix decoder() {
    var matrix = Matrix.random(FEATURES, WIDTH, 8);
    matrix.values()[33] = new double[WIDTH];
    matrix.values()[35] = matrix.values()[34];
    return matrix;
  }

  private static double norm(int feature) {
    return DotProduct.length(DECODER.values()[feature], WIDTH);
  }

  private static double[] cosines(int feature) {
    return IntStream.range(0, FEATURES)
        .mapToDouble(
            other ->
                DotProduct.of(DECODER.values()[feature], 0, DECODER.values()[other], 0, WIDTH)
                    / (norm(feature) * norm(other)))
        .toArray();
  }

  /** Open projectors over the small model. */
  private static final class Inputs implements AutoCloseable {

    private final DashboardInputs inputs;

    Inputs(ProjectionBackend backend) {
      this(backend, OptionalInt.empty());
    }

    Inputs(ProjectionBackend backend, OptionalInt heads) {
      inputs =
          new DashboardInputs(
              ACTIVATIONS,
              Optional.empty(),
              Optional.empty(),
              DECODER,
              DECODER,
              DashboardBuilderTest::norm,
              Optional.of(backend.open(UNEMBEDDING, new BitSet())),
              Optional.of(DecoderNeighbours.open(backend, DECODER)),
              heads);
    }

    @Override
    public void close() {
      inputs.unembedding().orElseThrow().close();
      inputs.neighbours().orElseThrow().close();
    }
  }
}
