package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.ApproximateRow;
import dev.npexport.engine.kernel.rerank.LaneReach;
import dev.npexport.engine.kernel.rerank.RowReducer;
import dev.npexport.engine.kernel.tiles.ColumnTiles;
import dev.npexport.engine.kernel.tiles.LoadedRows;
import dev.npexport.engine.kernel.tiles.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Row block after row block on the device: the product, then what can be among the largest and
 * smallest, which is scored again here in float64, then counts and deviations about what that gave.
 * Calls take turns: there is one device.
 */
final class CudaProjector implements Projector {

  private final CudaDevice device;
  private final CudaMemoryPlan plan;
  private final ColumnTiles<HostArithmetic.Buffer> columns;
  private final Arena arena = Arena.ofShared();
  private final DeviceBlock block;
  private final MemorySegment rounded;
  private final LoadedRows loaded;
  private final RowReducer reducer = new RowReducer();
  private final double[] column;

  CudaProjector(
      CudaDevice device, CudaMemoryPlan plan, ColumnTiles<HostArithmetic.Buffer> columns) {
    this.device = device;
    this.plan = plan;
    this.columns = columns;
    this.block = new DeviceBlock(device, plan, columns, arena);
    this.rounded = arena.allocate(plan.rowBytes(), 8);
    this.loaded =
        new LoadedRows(Precision.FLOAT32, columns.width(), columns.paddedWidth(), plan.rowBlock());
    this.column = new double[columns.width()];
  }

  @Override
  public String backend() {
    return CudaBackend.NAME;
  }

  @Override
  public int rowBlock() {
    return plan.rowBlock();
  }

  @Override
  public synchronized void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink) {
    device.attach();
    for (int start = from; start < to; start += plan.rowBlock()) {
      Interruption.check();
      int used = Math.min(plan.rowBlock(), to - start);
      for (int row = 0; row < used; row++) {
        loaded.load(rows, indices[start + row], row, rounded, columns.tileBytes(row));
      }
      block.multiply(rounded);
      List<Projection> projections;
      try (Arena scratch = Arena.ofConfined()) {
        projections = reduce(used, request, scratch);
      }
      for (int row = 0; row < used; row++) {
        sink.accept(indices[start + row], projections.get(row));
      }
    }
  }

  private List<Projection> reduce(int used, ProjectionRequest request, Arena scratch) {
    boolean counts = request.moments() || request.bins().length > 0;
    ProjectionRequest extremes =
        new ProjectionRequest(
            counts ? Math.max(1, request.top()) : request.top(),
            counts ? Math.max(1, request.bottom()) : request.bottom(),
            false);
    List<Projection> selected = select(used, extremes, scratch);
    double[] means = new double[used];
    double[] scaledMeans = new double[used];
    for (int row = 0; row < used; row++) {
      means[row] = DotProduct.of(loaded.exact(row), 0, columns.mean(), 0, columns.width());
      scaledMeans[row] = Math.scalb(means[row], exponent(row));
    }
    double[] deviations = new double[used];
    if (request.moments()) {
      MemorySegment sums = block.squares(used, scaledMeans, scratch);
      for (int row = 0; row < used; row++) {
        double sum = 0;
        for (int lane = 0; lane < LaneReach.LANES; lane++) {
          sum += sums.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * LaneReach.LANES + lane);
        }
        deviations[row] = Math.scalb(Math.sqrt(sum / columns.count()), -exponent(row));
      }
    }
    List<List<Histogram>> histograms = histograms(used, request.bins(), selected, scratch);
    List<Projection> projections = new ArrayList<>(used);
    for (int row = 0; row < used; row++) {
      Projection extreme = selected.get(row);
      double min = counts ? extreme.bottomValues()[0] : 0;
      double max = counts ? extreme.topValues()[0] : 0;
      projections.add(
          new Projection(
              first(extreme.topIndices(), request.top()),
              first(extreme.topValues(), request.top()),
              first(extreme.bottomIndices(), request.bottom()),
              first(extreme.bottomValues(), request.bottom()),
              request.moments() ? means[row] : 0,
              request.moments() && min < max ? deviations[row] : 0,
              request.moments() ? min : 0,
              request.moments() ? max : 0,
              histograms.get(row)));
    }
    return projections;
  }

  private int exponent(int row) {
    return loaded.exponent(row) + columns.exponent();
  }

  /** Top and bottom of each row, scored in float64. */
  private List<Projection> select(int used, ProjectionRequest request, Arena scratch) {
    MemorySegment[] lanes = block.lanes(used, scratch);
    int lanesUsed = Math.min(LaneReach.LANES, columns.count());
    double[] lengths = new double[used];
    double[] reached = new double[2 * used];
    for (int row = 0; row < used; row++) {
      lengths[row] = loaded.length(row);
      double widest = columns.bound().of(lengths[row], columns.largestLength());
      long at = (long) row * LaneReach.LANES;
      reached[2 * row] =
          reach(request.top(), widest, lanesUsed, lane -> value(lanes[0], at + lane));
      reached[2 * row + 1] =
          reach(request.bottom(), widest, lanesUsed, lane -> -value(lanes[1], at + lane));
    }
    DeviceBlock.Candidates candidates = block.candidates(used, lengths, reached, scratch);
    List<Projection> selected = new ArrayList<>(used);
    for (int row = 0; row < used; row++) {
      selected.add(reducer(row, candidates, request, scratch));
    }
    return selected;
  }

  private static double reach(int k, double widest, int lanesUsed, IntToDoubleFunction largest) {
    return k == 0
        ? Double.POSITIVE_INFINITY
        : LaneReach.of(largest, lanesUsed, Math.min(k, lanesUsed), widest);
  }

  private Projection reducer(
      int row, DeviceBlock.Candidates candidates, ProjectionRequest request, Arena scratch) {
    int count = candidates.counts().getAtIndex(ValueLayout.JAVA_INT, row);
    boolean fits = count <= CudaMemoryPlan.CAPACITY;
    int entries = fits ? count : columns.count();
    float[] values = new float[entries];
    int[] numbers = new int[entries];
    double[] lengths = new double[entries];
    if (fits) {
      long at = (long) row * CudaMemoryPlan.CAPACITY;
      long[] sorted = new long[entries];
      for (int i = 0; i < entries; i++) {
        sorted[i] =
            (long) candidates.found().getAtIndex(ValueLayout.JAVA_INT, at + i) << 32
                | candidates.values().getAtIndex(ValueLayout.JAVA_INT, at + i) & 0xffff_ffffL;
      }
      Arrays.sort(sorted);
      for (int i = 0; i < entries; i++) {
        int entry = (int) (sorted[i] >>> 32);
        values[i] = Float.intBitsToFloat((int) sorted[i]);
        numbers[i] = columns.included()[entry];
        lengths[i] = columns.lengths()[entry];
      }
    } else {
      block.row(row, values, scratch);
      numbers = columns.included();
      lengths = columns.lengths();
    }
    ApproximateRow approximate =
        new ApproximateRow(
            values,
            entries,
            exponent(row),
            columns.bound(),
            loaded.length(row),
            lengths,
            columns.largestLength());
    double[] exact = loaded.exact(row);
    return reducer.reduce(
        approximate,
        numbers,
        0,
        number -> {
          columns.read(number, column);
          return DotProduct.of(exact, 0, column, 0, column.length);
        },
        request);
  }

  private List<List<Histogram>> histograms(
      int used, int[] wanted, List<Projection> selected, Arena scratch) {
    List<List<Histogram>> histograms = new ArrayList<>(used);
    for (int row = 0; row < used; row++) {
      histograms.add(new ArrayList<>(wanted.length));
    }
    for (int i = 0; i < wanted.length; i++) {
      int bins = wanted[i];
      if (i > 0 && bins == wanted[i - 1]) {
        histograms.forEach(row -> row.add(row.getLast()));
        continue;
      }
      double[] edges = new double[used * (bins + 1)];
      for (int row = 0; row < used; row++) {
        double lo = Math.scalb(selected.get(row).bottomValues()[0], exponent(row));
        double hi = Math.scalb(selected.get(row).topValues()[0], exponent(row));
        System.arraycopy(
            BinEdges.linear(lo, hi, bins).toArray(), 0, edges, row * (bins + 1), bins + 1);
      }
      MemorySegment counted = block.histogram(used, edges, bins, scratch);
      for (int row = 0; row < used; row++) {
        histograms.get(row).add(histogram(selected.get(row), bins, counted, row));
      }
    }
    return histograms;
  }

  private Histogram histogram(Projection selected, int bins, MemorySegment counted, int row) {
    double min = selected.bottomValues()[0];
    double max = selected.topValues()[0];
    long[] counts = new long[bins];
    if (min == max) {
      counts[bins - 1] = columns.count();
    } else {
      for (int bin = 0; bin < bins; bin++) {
        counts[bin] = counted.getAtIndex(ValueLayout.JAVA_INT, (long) row * bins + bin);
      }
    }
    return new Histogram(BinEdges.linear(min, max, bins).toArray(), counts);
  }

  private static double value(MemorySegment lanes, long index) {
    return lanes.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
  }

  private static int[] first(int[] values, int wanted) {
    return Arrays.copyOf(values, Math.min(wanted, values.length));
  }

  private static double[] first(double[] values, int wanted) {
    return Arrays.copyOf(values, Math.min(wanted, values.length));
  }

  @Override
  public synchronized void close() {
    device.attach();
    block.close();
    columns.close();
    arena.close();
  }
}
