package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.ProjectionRequest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * A product that is made from a seed.
 *
 * @param indices rows to project, in this order
 * @param kept whether the columns to score again by stay in memory
 */
record FuzzProblem(
    long seed,
    FuzzNumbers rowNumbers,
    FuzzNumbers.Type rowType,
    FuzzNumbers columnNumbers,
    FuzzNumbers.Type columnType,
    Matrix rows,
    Matrix columns,
    BitSet excluded,
    int[] indices,
    boolean kept,
    ProjectionRequest request) {

  /** Factors of the whole product: what the reference can do in a tenth of a second. */
  private static final long MOST = 60_000_000;

  private static final int[] WIDTHS = {
    1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 95, 96, 97, 100, 191, 192, 193, 255, 256,
    257, 288, 289, 575, 576, 577, 700
  };

  private static final int[] ROWS = {1, 2, 7, 8, 9, 15, 31, 32, 33, 64, 65, 127, 128, 129, 255};
  private static final int[] MANY_ROWS = {256, 257, 264, 300, 511, 512, 513, 640, 700};
  private static final int[] KS = {0, 1, 2, 20, 20, 20, 383, 384, 385, 7000};
  private static final int[][] BINS = {
    {}, {50}, {50}, {1}, {2}, {1000}, {50, 50}, {50, 50, 37}, {1000, 2, 50}, {37, 50, 37}
  };

  static FuzzProblem of(long seed) {
    Random random = new Random(seed);
    int width = random.nextInt(3) == 0 ? random.nextInt(1, 701) : pick(WIDTHS, random);
    int columnCount = columnCount(random);
    int rowCount = random.nextInt(4) == 0 ? pick(MANY_ROWS, random) : pick(ROWS, random);
    while ((long) width * columnCount * rowCount > MOST) {
      switch (random.nextInt(3)) {
        case 0 -> width = width > 16 ? pick(WIDTHS, random) : width;
        case 1 -> columnCount = columnCount > 400 ? columnCount(random) : columnCount;
        default -> rowCount = pick(ROWS, random);
      }
    }
    FuzzNumbers rowNumbers = pick(FuzzNumbers.values(), random);
    FuzzNumbers columnNumbers = pick(FuzzNumbers.values(), random);
    FuzzNumbers.Type rowType = pick(FuzzNumbers.Type.values(), random);
    FuzzNumbers.Type columnType = pick(FuzzNumbers.Type.values(), random);
    Matrix rows = rowNumbers.matrix(rowCount, width, rowType, random);
    return new FuzzProblem(
        seed,
        rowNumbers,
        rowType,
        columnNumbers,
        columnType,
        rows,
        columnNumbers.matrix(columnCount, width, columnType, random),
        excluded(columnCount, random),
        indices(rowCount, random),
        random.nextInt(4) > 0,
        new ProjectionRequest(
            pick(KS, random),
            pick(KS, random),
            random.nextInt(5) > 0,
            BINS[random.nextInt(BINS.length)]));
  }

  /** Around the borders of panels, lanes and tiles, and of what deviations are taken from. */
  private static int columnCount(Random random) {
    int around =
        switch (random.nextInt(9)) {
          case 0 -> random.nextInt(3, 6000);
          case 1 -> random.nextInt(0, 4);
          case 2, 3 -> MultiplyCode.COLUMNS * random.nextInt(1, 10);
          case 4 -> MultiplyCode.LANES * random.nextInt(1, 4);
          case 5 -> Tiles.SIZE * random.nextInt(1, 14);
          case 6 -> PackedColumns.FEW;
          case 7 -> random.nextInt(6000, 60_000); // fewer rows fit into a block and into a list
          default -> PackedColumns.FEW + random.nextInt(1, 1904);
        };
    return Math.max(0, around + random.nextInt(-2, 3));
  }

  private static BitSet excluded(int count, Random random) {
    BitSet excluded = new BitSet(count);
    switch (random.nextInt(6)) {
      case 0 -> {
        int share = random.nextInt(1, 20);
        random.ints(count / share).map(i -> Math.floorMod(i, count)).forEach(excluded::set);
      }
      case 1 -> {
        if (random.nextInt(4) == 0) {
          excluded.set(0, count);
          if (count > 0 && random.nextBoolean()) {
            excluded.clear(random.nextInt(count));
          }
        }
      }
      default -> {}
    }
    return excluded;
  }

  private static int[] indices(int count, Random random) {
    return random.nextInt(3) == 0
        ? random.ints(count, 0, count).toArray()
        : random.ints(0, count).distinct().limit(count).sorted().toArray();
  }

  @Override
  public String toString() {
    return "seed %d: %d rows %s %s (%d of them asked for) x %d columns %s %s (%d excluded, %s), width %d, top %d, bottom %d, %s, bins %s"
        .formatted(
            seed,
            rows.rows(),
            rowNumbers,
            rowType,
            indices.length,
            columns.rows(),
            columnNumbers,
            columnType,
            excluded.cardinality(),
            kept ? "kept" : "not kept",
            rows.width(),
            request.top(),
            request.bottom(),
            request.moments() ? "moments" : "no moments",
            Arrays.toString(request.bins()));
  }

  private static int pick(int[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static <T> T pick(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
