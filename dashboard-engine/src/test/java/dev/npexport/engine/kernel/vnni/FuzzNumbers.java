package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.Matrix;
import java.util.Random;

/** Kinds of matrices that are hard on rounding, scaling or ties. */
enum FuzzNumbers {
  GAUSSIAN {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextGaussian());
    }
  },
  HEAVY_TAILED {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextGaussian() / Math.max(1e-4, Math.abs(random.nextGaussian())));
    }
  },
  CONSTANT {
    @Override
    void fill(double[][] rows, Random random) {
      double value = random.nextGaussian();
      each(rows, (i, j) -> value);
    }
  },
  SPARSE {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextInt(10) == 0 ? random.nextGaussian() : 0);
    }
  },
  /** Few different rows: all places are ties. */
  REPEATED {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      for (int i = 5; i < rows.length; i++) {
        rows[i] = rows[random.nextInt(5)].clone();
      }
    }
  },
  /** Rows that differ by the last bit of one entry. */
  NEAR_TIES {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      boolean narrow = random.nextBoolean();
      for (int i = 1; i < rows.length; i++) {
        rows[i] = rows[0].clone();
        int j = random.nextInt(rows[i].length);
        double value = rows[i][j];
        rows[i][j] = narrow ? Math.nextUp((float) value) : Math.nextUp(value);
      }
    }
  },
  /** Products are whole numbers, many of them equal and many of them edges of bins. */
  INTEGERS {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextInt(-2, 3));
    }
  },
  ONE_ROW_DOMINATES {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      int large = random.nextInt(rows.length);
      double factor = Math.pow(10, random.nextInt(1, 13));
      each(rows, (i, j) -> i == large ? rows[i][j] * factor : rows[i][j]);
    }
  },
  ONE_ENTRY_DOMINATES {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      int large = random.nextInt(rows[0].length);
      double factor = Math.pow(10, random.nextInt(1, 10));
      each(rows, (i, j) -> j == large ? rows[i][j] * factor : rows[i][j]);
    }
  },
  /** One entry is the same and large everywhere. */
  ONE_ENTRY_IS_COMMON {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      int common = random.nextInt(rows[0].length);
      double value = Math.pow(10, random.nextInt(0, 7));
      each(rows, (i, j) -> j == common ? value : rows[i][j]);
    }
  },
  HUGE_RANGE {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 31)));
    }
  },
  MIXED_SCALES {
    @Override
    void fill(double[][] rows, Random random) {
      int range = random.nextInt(1, 30);
      for (double[] row : rows) {
        double factor = Math.pow(10, random.nextInt(-range, range));
        for (int j = 0; j < row.length; j++) {
          row[j] = factor * random.nextGaussian();
        }
      }
    }
  },
  SUBNORMAL {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextInt(-1000, 1000) * (double) Float.MIN_VALUE);
    }
  },
  /** Subnormal numbers among others. */
  SOME_SUBNORMAL {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> random.nextGaussian() * (random.nextInt(4) == 0 ? 1e-40 : 1));
    }
  },
  ZERO {
    @Override
    void fill(double[][] rows, Random random) {}
  },
  SOME_ROWS_ZERO {
    @Override
    void fill(double[][] rows, Random random) {
      GAUSSIAN.fill(rows, random);
      for (double[] row : rows) {
        double factor = random.nextInt(3) == 0 ? 0 : 1;
        for (int j = 0; j < row.length; j++) {
          row[j] *= factor;
        }
      }
    }
  },
  NEGATIVE {
    @Override
    void fill(double[][] rows, Random random) {
      each(rows, (i, j) -> -random.nextDouble());
    }
  },
  /** All rows are long and point the same way. */
  COMMON_MEAN {
    @Override
    void fill(double[][] rows, Random random) {
      double size = Math.pow(10, random.nextInt(0, 7));
      double[] mean = random.doubles(rows[0].length).map(x -> size * (x - 0.5)).toArray();
      each(rows, (i, j) -> mean[j] + random.nextGaussian());
    }
  };

  abstract void fill(double[][] rows, Random random);

  Matrix matrix(int rows, int width, Type type, Random random) {
    double[][] values = new double[rows][width];
    if (rows > 0) {
      fill(values, random);
    }
    each(values, (i, j) -> type.nearest(values[i][j]));
    return new Matrix(values, width);
  }

  private interface Entry {
    double at(int i, int j);
  }

  private static void each(double[][] rows, Entry entry) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = entry.at(i, j);
      }
    }
  }

  /** What the numbers were stored as. */
  enum Type {
    FLOAT16 {
      @Override
      double nearest(double value) {
        return Float.float16ToFloat(Float.floatToFloat16((float) Math.clamp(value, -65e3, 65e3)));
      }
    },
    BFLOAT16 {
      @Override
      double nearest(double value) {
        return Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xffff0000);
      }
    },
    FLOAT32 {
      @Override
      double nearest(double value) {
        return (float) value;
      }
    },
    FLOAT64 {
      @Override
      double nearest(double value) {
        return value;
      }
    };

    abstract double nearest(double value);
  }
}
