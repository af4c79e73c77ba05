package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.BestK;
import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.ExtremeSelection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Sets of rows: products a block at a time, what could not be counted at once at the end. */
final class VnniProjector implements Projector {

  /** Logits that are kept at a time; two threads' fit into a cache of 32 MiB. */
  private static final int PRODUCT_ENTRIES = 4 << 20;

  /**
   * Columns are read once for each block of rows: with fewer, memory would not keep up with the
   * arithmetic.
   */
  private static final int NARROWEST_BLOCK = 64;

  private static final int WIDEST_BLOCK = 128;

  /** Rows whose listed columns are scored together; a multiple of {@link MultiplyCode#ROWS}. */
  private static final int SET = 256;

  private final Kernels kernels;
  private final PackedColumns columns;
  private final int blockRows;
  private final ConcurrentLinkedQueue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  VnniProjector(Kernels kernels, PackedColumns columns) {
    this.kernels = kernels;
    this.columns = columns;
    int groups = PRODUCT_ENTRIES / Math.max(1, columns.count()) / MultiplyCode.ROWS;
    this.blockRows = Math.clamp((long) groups * MultiplyCode.ROWS, NARROWEST_BLOCK, WIDEST_BLOCK);
  }

  /** What one call works with. */
  private final class Workspace implements AutoCloseable {
    private final Arena arena;
    private final ProductBlock block;
    private final BinCounter counter;
    private final ExtremeSelection selection = new ExtremeSelection();
    private final MemorySegment floats;
    private final ExactLogits exact;

    private Workspace(Arena arena) {
      this.arena = arena;
      this.block = new ProductBlock(kernels, columns, blockRows, arena);
      this.counter = new BinCounter(kernels, columns, arena);
      this.floats = Pages.allocate(arena, SET * columns.rowBytes());
      this.exact = new ExactLogits(kernels, columns, arena);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private Workspace newWorkspace() {
    Arena arena = Arena.ofShared();
    try {
      return new Workspace(arena);
    } catch (RuntimeException | Error e) {
      arena.close(); // memory may be refused midway
      throw e;
    }
  }

  @Override
  public String backend() {
    return VnniBackend.NAME;
  }

  @Override
  public int rowBlock() {
    return SET;
  }

  @Override
  public void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink) {
    Workspace pooled = workspaces.poll();
    Workspace workspace = pooled == null ? newWorkspace() : pooled;
    try {
      workspace.counter.clear();
      for (int start = from; start < to; start += SET) {
        int count = Math.min(SET, to - start);
        List<Projection> results = project(workspace, rows, indices, start, count, request);
        workspace.counter.finish();
        for (int i = 0; i < count; i++) {
          sink.accept(indices[start + i], results.get(i));
        }
      }
    } finally {
      workspaces.add(workspace);
    }
  }

  private List<Projection> project(
      Workspace workspace,
      RowSource rows,
      int[] indices,
      int start,
      int count,
      ProjectionRequest request) {
    List<Projection> results = new ArrayList<>(count);
    int blocks = Math.ceilDiv(count, blockRows);
    int even = Math.ceilDiv(Math.ceilDiv(count, blocks), MultiplyCode.ROWS) * MultiplyCode.ROWS;
    for (int done = 0; done < count; done += even) {
      int now = Math.min(even, count - done);
      MemorySegment floats = workspace.floats.asSlice(done * columns.rowBytes());
      workspace.block.load(rows, indices, start + done, now, floats);
      workspace.block.multiply(request.moments());
      for (int row = 0; row < now; row++) {
        long place = floats.address() + row * columns.rowBytes();
        results.add(reduce(workspace, row, place, request));
      }
    }
    return results;
  }

  /** Everything but counts, which are complete when the counter has finished. */
  private Projection reduce(Workspace workspace, int row, long floats, ProjectionRequest request) {
    LoadedRow loaded = workspace.block.row(row);
    boolean empty = columns.count() == 0;
    boolean moments = request.moments() && !empty;
    boolean extremes = !empty && (request.moments() || request.bins().length > 0);
    int largest = extremes ? Math.max(request.top(), 1) : request.top();
    int smallest = extremes ? Math.max(request.bottom(), 1) : request.bottom();
    int[] candidates = workspace.block.candidates(row, largest, smallest);
    BestK.Ranked top = select(workspace, row, candidates, largest, 1);
    BestK.Ranked bottom = select(workspace, row, candidates, smallest, -1);
    double min = extremes ? bottom.values()[0] : 0;
    double max = extremes ? top.values()[0] : 0;
    double mean = moments ? dot(loaded, columns.mean()) : 0;
    double correction = moments ? workspace.block.varianceCorrection(row) : 0;
    Extent extent = new Extent(min, max, mean, correction);
    List<BinCounter.Counted> counted = count(workspace, row, floats, extent, request.bins());
    return new Projection(
        first(top.indices(), request.top()),
        Arrays.copyOf(top.values(), Math.min(request.top(), top.values().length)),
        first(bottom.indices(), request.bottom()),
        Arrays.copyOf(bottom.values(), Math.min(request.bottom(), bottom.values().length)),
        mean,
        moments ? deviation(workspace, row, floats, extent, counted) : 0,
        moments ? min : 0,
        moments ? max : 0,
        empty
            ? Collections.nCopies(request.bins().length, Histogram.EMPTY)
            : histograms(counted, min, max));
  }

  private double deviation(
      Workspace workspace, int row, long floats, Extent extent, List<BinCounter.Counted> counted) {
    LoadedRow loaded = workspace.block.row(row);
    if (extent.min() == extent.max()) {
      return 0;
    }
    double deviation;
    double error;
    if (columns.count() <= PackedColumns.FEW) {
      deviation = workspace.counter.deviation(loaded, floats, extent.mean());
      error = DeviationError.ofFloat32(columns, loaded, deviation);
    } else {
      deviation =
          counted.isEmpty()
              ? workspace.counter.approximateDeviation(loaded, workspace.block.values(row), extent)
              : counted.getFirst().deviation();
      error = DeviationError.ofIntegers(columns, loaded, extent, deviation);
    }
    return error < DeviationError.allowed(extent, deviation)
        ? deviation
        : exactDeviation(workspace, loaded, extent.mean());
  }

  /** Where nearly all of the logits cancels, or a few columns make all of the variance. */
  private double exactDeviation(Workspace workspace, LoadedRow row, double mean) {
    double sum = 0;
    for (int tile = 0; tile < columns.tiles().count(); tile++) {
      Interruption.check();
      int first = tile * Tiles.SIZE;
      int[] entries = IntStream.range(first, first + columns.tiles().size(tile)).toArray();
      for (double logit : workspace.exact.of(row, entries)) {
        sum += (logit - mean) * (logit - mean);
      }
    }
    return Math.sqrt(sum / columns.count());
  }

  private BestK.Ranked select(
      Workspace workspace, int row, int[] candidates, int wanted, int sign) {
    int[] narrowed =
        workspace.selection.narrow(workspace.block.scores(row), candidates, wanted, sign);
    double[] exact = workspace.exact.of(workspace.block.row(row), narrowed);
    return ExtremeSelection.rank(narrowed, exact, wanted, sign);
  }

  private double dot(LoadedRow row, double[] column) {
    return DotProduct.of(row.exact(), 0, column, 0, columns.width());
  }

  private List<BinCounter.Counted> count(
      Workspace workspace, int row, long floats, Extent extent, int[] wanted) {
    List<BinCounter.Counted> counted = new ArrayList<>(wanted.length);
    for (int i = 0; i < wanted.length && columns.count() > 0; i++) {
      counted.add(
          i > 0 && wanted[i] == wanted[i - 1]
              ? counted.get(i - 1)
              : workspace.counter.count(
                  workspace.block.row(row),
                  workspace.block.values(row),
                  floats,
                  extent,
                  wanted[i]));
    }
    return counted;
  }

  private static List<Histogram> histograms(
      List<BinCounter.Counted> counted, double min, double max) {
    return counted.stream()
        .map(
            one ->
                new Histogram(
                    BinEdges.linear(min, max, one.counts().length).toArray(), one.counts()))
        .toList();
  }

  private int[] first(int[] entries, int wanted) {
    int[] first = new int[Math.min(wanted, entries.length)];
    for (int i = 0; i < first.length; i++) {
      first[i] = columns.included()[entries[i]];
    }
    return first;
  }

  @Override
  public void close() {
    workspaces.forEach(Workspace::close);
    workspaces.clear();
    columns.close();
  }
}
