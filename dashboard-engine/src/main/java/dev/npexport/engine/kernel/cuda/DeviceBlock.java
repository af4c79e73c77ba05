package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.rerank.ErrorBound;
import dev.npexport.engine.kernel.rerank.LaneReach;
import dev.npexport.engine.kernel.tiles.ColumnTiles;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The device's memory for one projector, and the steps of a block of rows there. */
final class DeviceBlock implements AutoCloseable {

  private static final int LANES = LaneReach.LANES;

  private final CudaDevice device;
  private final CudaMemoryPlan plan;
  private final int count;
  private final ErrorBound bound;
  private final List<Long> allocated = new ArrayList<>();
  private final long columns;
  private final long columnLengths;
  private final long rows;
  private final long product;
  private final long laneA;
  private final long laneB;
  private final long found;
  private final long values;
  private final long edges;
  private final long binCounts;
  private final long rowLengths;
  private final long reach;
  private final long counts;
  private final long means;

  /** Uploads the columns. */
  DeviceBlock(
      CudaDevice device,
      CudaMemoryPlan plan,
      ColumnTiles<HostArithmetic.Buffer> tiles,
      Arena arena) {
    this.device = device;
    this.plan = plan;
    this.count = tiles.count();
    this.bound = tiles.bound();
    columns = allocate(plan.columnBytes());
    columnLengths = allocate((long) plan.columns() * Double.BYTES);
    rows = allocate(plan.rowBytes());
    product = allocate(plan.productBytes());
    laneA = allocate(plan.laneBytes());
    laneB = allocate(plan.laneBytes());
    found = allocate(plan.candidateBytes());
    values = allocate(plan.candidateBytes());
    edges = allocate(plan.edgeBytes());
    binCounts = allocate(plan.edgeBytes());
    rowLengths = allocate((long) plan.rowBlock() * Double.BYTES);
    reach = allocate(2L * plan.rowBlock() * Double.BYTES);
    counts = allocate((long) plan.rowBlock() * Integer.BYTES);
    means = allocate((long) plan.rowBlock() * Double.BYTES);
    try {
      uploadColumns(tiles);
      upload(tiles.lengths(), columnLengths, arena);
    } catch (RuntimeException | Error e) {
      close(); // whoever opens this gets nothing to close
      throw e;
    }
  }

  private void uploadColumns(ColumnTiles<HostArithmetic.Buffer> tiles) {
    HostArithmetic.Buffer spare = new HostArithmetic().allocate(tiles.tileBytes(ColumnTiles.TILE));
    try (spare) {
      for (int tile = 0; tile < tiles.tiles(); tile++) {
        long bytes = tiles.tileBytes(tiles.paddedTileSize(tile));
        MemorySegment source = tiles.tile(tile, spare).memory().asSlice(0, bytes);
        device.driver().upload(source, columns + tiles.tileBytes(ColumnTiles.TILE) * tile);
      }
    }
  }

  private long allocate(long bytes) {
    long address = device.driver().allocate(Math.max(bytes, 8));
    allocated.add(address);
    return address;
  }

  private void upload(double[] source, long target, Arena arena) {
    device.driver().upload(arena.allocateFrom(ValueLayout.JAVA_DOUBLE, source), target);
  }

  private MemorySegment download(long source, long bytes, Arena arena) {
    MemorySegment target = arena.allocate(bytes, 8);
    device.driver().download(source, target);
    return target;
  }

  /** Multiplies a block of rows, all of its places, with all columns. */
  void multiply(MemorySegment block) {
    device.driver().upload(block, rows);
    device.cublas().multiply(rows, plan.rowBlock(), columns, plan.columns(), plan.width(), product);
  }

  /** Largest entries of the lanes [used, LANES], then the smallest. */
  MemorySegment[] lanes(int used, Arena arena) {
    LaunchArguments arguments = product(arena).add(laneA).add(laneB);
    device.launch("lanes", used, LANES, arguments);
    long bytes = (long) used * LANES * Double.BYTES;
    return new MemorySegment[] {download(laneA, bytes, arena), download(laneB, bytes, arena)};
  }

  /**
   * Entries that reach their row's bounds.
   *
   * @param reached two bounds a row: of the largest, and of the smallest with the sign turned
   */
  Candidates candidates(int used, double[] lengths, double[] reached, Arena arena) {
    upload(lengths, rowLengths, arena);
    upload(reached, reach, arena);
    device.driver().clear(counts, (long) used * Integer.BYTES);
    LaunchArguments arguments =
        product(arena)
            .add(columnLengths)
            .add(rowLengths)
            .add(bound.relative())
            .add(bound.absolute())
            .add(reach)
            .add(CudaMemoryPlan.CAPACITY)
            .add(counts)
            .add(found)
            .add(values);
    device.launch("candidates", used, LANES, arguments);
    long bytes = (long) used * CudaMemoryPlan.CAPACITY * Integer.BYTES;
    return new Candidates(
        download(counts, (long) used * Integer.BYTES, arena),
        download(found, bytes, arena),
        download(values, bytes, arena));
  }

  /** Counts [used, bins] over the rows' edges [used, bins + 1]. */
  MemorySegment histogram(int used, double[] rowEdges, int bins, Arena arena) {
    upload(rowEdges, edges, arena);
    device.driver().clear(binCounts, (long) used * bins * Integer.BYTES);
    device.launch("histogram", used, LANES, product(arena).add(edges).add(bins).add(binCounts));
    return download(binCounts, (long) used * bins * Integer.BYTES, arena);
  }

  /** Sums [used, LANES] of squared distances from the rows' means. */
  MemorySegment squares(int used, double[] rowMeans, Arena arena) {
    upload(rowMeans, means, arena);
    device.launch("squares", used, LANES, product(arena).add(means).add(laneA));
    return download(laneA, (long) used * LANES * Double.BYTES, arena);
  }

  /** A whole row of the product. */
  void row(int row, float[] target, Arena arena) {
    long at = product + (long) row * plan.columns() * Float.BYTES;
    MemorySegment whole = download(at, (long) target.length * Float.BYTES, arena);
    MemorySegment.copy(whole, ValueLayout.JAVA_FLOAT, 0, target, 0, target.length);
  }

  private LaunchArguments product(Arena arena) {
    return new LaunchArguments(arena).add(product).add(count).add((long) plan.columns());
  }

  @Override
  public void close() {
    allocated.forEach(device.driver()::free);
    allocated.clear();
  }

  /** Of each row: how many entries, and the first of them, in any order. */
  record Candidates(MemorySegment counts, MemorySegment found, MemorySegment values) {}
}
