package dev.npexport.benchmarks.jmh;

import dev.npexport.benchmarks.data.FloatMatrix;
import dev.npexport.engine.archive.deflate.FastDeflate;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The parts of an export that its time goes into, each on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class KernelsJmh {

  private static final int ROWS = 240;
  private static final int WIDTH = 576;
  private static final int VOCABULARY = 49_152;

  private final int[] indices = IntStream.range(0, ROWS).toArray();
  private final FastDeflate deflate = new FastDeflate();
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private FloatMatrix rows;
  private Projector projector;
  private byte[] json;

  @Setup
  public void open() {
    rows = FloatMatrix.gaussian(ROWS, WIDTH, 0.04, 1);
    FloatMatrix columns = FloatMatrix.gaussian(VOCABULARY, WIDTH, 0.1, 2);
    projector = ProjectionBackends.choose().open(columns, new BitSet());
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder("[");
    while (text.length() < 1 << 20) {
      text.append(random.nextInt(8) > 0 ? "0" : "" + (float) random.nextDouble()).append(',');
      text.append("\" word").append((int) Math.pow(2000, random.nextDouble())).append("\",");
    }
    json = text.append("0]").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A block of rows: the product alone, as near as the kernel can be brought to it. */
  @Benchmark
  public void selectOne(Blackhole sink) {
    project(new ProjectionRequest(1, 0, false), sink);
  }

  /** A block of rows with all that the logit lens asks for. */
  @Benchmark
  public void logitLens(Blackhole sink) {
    project(new ProjectionRequest(20, 20, true, 50), sink);
  }

  /** One row, as a single dashboard asks for it. */
  @Benchmark
  public void logitLensOfOneRow(Blackhole sink) {
    projector.project(
        rows,
        indices,
        7,
        8,
        new ProjectionRequest(20, 20, true, 50),
        (row, projection) -> sink.consume(projection));
  }

  /** A megabyte of JSON. */
  @Benchmark
  public int deflateMegabyte() {
    packed.reset();
    deflate.whole(json, json.length, packed);
    return packed.size();
  }

  private void project(ProjectionRequest request, Blackhole sink) {
    projector.project(
        rows, indices, 0, ROWS, request, (row, projection) -> sink.consume(projection));
  }

  @TearDown
  public void close() {
    projector.close();
  }
}
