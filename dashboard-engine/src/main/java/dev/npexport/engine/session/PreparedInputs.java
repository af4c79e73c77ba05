package dev.npexport.engine.session;

import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.DashboardInputs;
import dev.npexport.engine.dashboard.DecoderNeighbours;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.fingerprint.FingerprintTaker;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.activation.prepare.PreparedKey;
import dev.npexport.engine.format.dense.DenseSums;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checked inputs with grouped activations and the products that exports of them share. Opening
 * reads every byte once; keep it for as long as the same inputs are worked on. Used by one thread
 * at a time.
 */
public final class PreparedInputs implements AutoCloseable {

  private final OpenInputs inputs;
  private final FoldedDecoder decoder;
  private final GroupedActivations activations;
  private final ProjectionBackend backend;
  private final TokenTexts texts;
  private final Function<ProgressListener, GroupedActivations> prepareUnmasked;
  private Optional<Lens> lens = Optional.empty();
  private Optional<Projector> neighbours = Optional.empty();
  private Optional<GroupedActivations> unmasked = Optional.empty();
  private Optional<DenseSums> denseSums = Optional.empty();
  private Optional<RowSource> residual = Optional.empty();
  private volatile Cancellation step = Cancellation.NEVER;

  private PreparedInputs(
      OpenInputs inputs,
      FoldedDecoder decoder,
      GroupedActivations activations,
      ProjectionBackend backend,
      Function<ProgressListener, GroupedActivations> prepareUnmasked) {
    this.inputs = inputs;
    this.decoder = decoder;
    this.activations = activations;
    this.backend = backend;
    this.texts = new TokenTexts(inputs.model().vocabulary());
    this.prepareUnmasked = prepareUnmasked;
  }

  /**
   * Opens, checks and prepares.
   *
   * @throws InputException with every problem found; {@code input_changed} if they are not the
   *     inputs that were registered, {@code cancelled} soon after the listener says so
   */
  public static PreparedInputs open(
      ExportRequest request, ProjectionBackend backend, ProgressListener listener) {
    Cancellation cancellation = new Cancellation(listener::cancelled);
    return cancellation.during(() -> open(request, backend, listener, cancellation));
  }

  private static PreparedInputs open(
      ExportRequest request,
      ProjectionBackend backend,
      ProgressListener listener,
      Cancellation cancellation) {
    OpenInputs inputs = OpenInputs.open(request.inputs());
    try {
      InputChecks.require(inputs, cancellation);
      requireUnchanged(request, inputs, cancellation);
      FoldedDecoder decoder = FoldedDecoder.of(inputs.sae());
      PrepareRequest prepare = prepareRequest(inputs, decoder);
      return new PreparedInputs(
          inputs,
          decoder,
          activations(request, inputs, prepare, listener),
          backend,
          heard -> activations(request, inputs, prepare.keepingIgnored(), heard));
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  public OpenInputs inputs() {
    return inputs;
  }

  public FoldedDecoder decoder() {
    return decoder;
  }

  public GroupedActivations activations() {
    return activations;
  }

  /** Tokens as exports show them. */
  public TokenTexts texts() {
    return texts;
  }

  /** Name of the backend that is asked for products. */
  public String backend() {
    return backend.name();
  }

  /** The unembedding as the options want it; stays open for the next shard. */
  private Projector unembedding(ExportOptions options) {
    Lens wanted = new Lens(options.logitLensNorm(), options.maskUnusedVocabulary());
    if (lens.isEmpty() || !lens.get().serves(wanted)) {
      lens.ifPresent(Lens::close);
      lens = Optional.empty();
      lens = Optional.of(wanted.open(backend, inputs.model(), this::cancellable));
    }
    return lens.orElseThrow().projector();
  }

  /** Decoder rows as columns, to find neighbours among; stays open for the next shard. */
  private Projector neighbours() {
    if (neighbours.isEmpty()) {
      neighbours = Optional.of(DecoderNeighbours.open(backend, cancellable(decoder)));
    }
    return neighbours.orElseThrow();
  }

  private RowSource cancellable(RowSource rows) {
    return new CancellableRows(rows, () -> step);
  }

  /** Decoder rows in the residual stream; what is computed for them is kept for the next shard. */
  private RowSource residual(ArchiveFacts facts) {
    if (residual.isEmpty()) {
      String hook = facts.sae().writesTo().orElseThrow();
      residual = Optional.of(inputs.model().toResidual(decoder, hook));
    }
    return residual.orElseThrow();
  }

  /** What the dashboards of an export are computed from. */
  public DashboardInputs dashboardInputs(ArchiveFacts facts, ProgressListener listener) {
    step = new Cancellation(listener::cancelled);
    ExportOptions options = facts.options();
    Optional<Projector> unembedding =
        options.includeLogitLens() ? Optional.of(unembedding(options)) : Optional.empty();
    RowSource rows = options.includeLogitLens() ? residual(facts) : decoder;
    boolean correlates = correlatesLikeSaeDashboard(options);
    return new DashboardInputs(
        activations,
        correlates ? Optional.of(unmasked(listener)) : Optional.empty(),
        correlates ? denseSums(new Cancellation(listener::cancelled)) : Optional.empty(),
        decoder,
        rows,
        decoder::norm,
        unembedding,
        options.includeNeuronpediaImport() ? Optional.of(neighbours()) : Optional.empty(),
        ExportFacts.heads(inputs));
  }

  private static boolean correlatesLikeSaeDashboard(ExportOptions options) {
    return switch (options.definitions()) {
      case EXACT -> false;
      case SAEDASHBOARD -> options.includeNeuronpediaImport();
    };
  }

  /** The activations with those at ignored tokens; stays open for the next shard. */
  private GroupedActivations unmasked(ProgressListener listener) {
    if (unmasked.isEmpty()) {
      unmasked = Optional.of(prepareUnmasked.apply(listener));
    }
    return unmasked.orElseThrow();
  }

  private Optional<DenseSums> denseSums(Cancellation cancellation) {
    if (denseSums.isEmpty()) {
      denseSums = inputs.dense().map(dense -> dense.sums(inputs.cache().prompts(), cancellation));
    }
    return denseSums;
  }

  @Override
  public void close() {
    lens.ifPresent(Lens::close);
    neighbours.ifPresent(Projector::close);
    unmasked.ifPresent(GroupedActivations::close);
    try (inputs) {
      activations.close();
    }
  }

  private static void requireUnchanged(
      ExportRequest request, OpenInputs inputs, Cancellation cancellation) {
    Fingerprints registered = request.fingerprints();
    Fingerprints found =
        FingerprintTaker.take(inputs.sae(), inputs.model(), inputs.paths(), cancellation);
    Problems problems = new Problems();
    Path model = inputs.model().folder();
    same(problems, inputs.sae().folder(), registered.saeWeights(), found.saeWeights());
    same(problems, inputs.model().unembeddingFile(), registered.unembedding(), found.unembedding());
    same(problems, model, registered.tokenizer(), found.tokenizer());
    same(
        problems,
        inputs.paths().activations(),
        registered.activationCache(),
        found.activationCache());
    inputs
        .paths()
        .denseActivations()
        .ifPresent(
            path ->
                same(
                    problems,
                    path,
                    registered.denseActivations().orElse("not registered"),
                    found.denseActivations().orElseThrow()));
    problems.throwIfAny();
  }

  private static void same(Problems problems, Path path, String registered, String found) {
    if (!registered.equals(found)) {
      problems.add(
          ProblemCode.INPUT_CHANGED,
          path,
          "",
          "it has changed since it was registered (sha256 was %s, is %s); register it again"
              .formatted(registered, found));
    }
  }

  private static PrepareRequest prepareRequest(OpenInputs inputs, FoldedDecoder decoder) {
    double[] norms = new double[decoder.rows()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = decoder.norm(i);
    }
    return new PrepareRequest(
        norms,
        decoder.folds(),
        inputs.model().vocabulary().specialIds(),
        inputs.model().unembeddingRows().rows());
  }

  private static GroupedActivations activations(
      ExportRequest request, OpenInputs inputs, PrepareRequest prepare, ProgressListener listener) {
    Fingerprints fingerprints = request.fingerprints();
    return PreparedActivations.prepare(
        inputs.cache(),
        prepare,
        request.preparedFolder(),
        PreparedKey.of(fingerprints.activationCache(), fingerprints.saeWeights(), prepare),
        listener::cancelled);
  }
}
