package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Console;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Speed beside size of the codecs that a shard could be written with; the best of three runs. */
final class CodecTable {

  private static final int RUNS = 3;

  private static final Map<String, Supplier<Codec>> CODECS =
      new TreeMap<>(
          Map.of(
              "ours", Codec::ours,
              "zlib1", () -> Codec.zlib(1),
              "zlib2", () -> Codec.zlib(2),
              "zlib5", () -> Codec.zlib(5)));

  private CodecTable() {}

  /** The result with {@code kind_codec_mb_per_s} and {@code kind_codec_share} for each pair. */
  static BenchResult add(BenchResult result, List<RawJson> kinds, int threads, Console console) {
    BenchResult complete = result;
    for (RawJson raw : kinds) {
      for (Map.Entry<String, Supplier<Codec>> codec : CODECS.entrySet()) {
        Codec.Measured best = Codec.measure(raw.pieces(), codec.getValue(), threads);
        for (int run = 1; run < RUNS; run++) {
          Codec.Measured again = Codec.measure(raw.pieces(), codec.getValue(), threads);
          best = again.seconds() < best.seconds() ? again : best;
        }
        double speed = raw.bytes() * 1e-6 / best.seconds();
        double share = best.packed() / (double) raw.bytes();
        console.say("%-8s %-5s %4.0f MB/s, to %.4f", raw.kind(), codec.getKey(), speed, share);
        String key = raw.kind() + "_" + codec.getKey();
        complete = complete.with(key + "_mb_per_s", speed).with(key + "_share", share);
      }
    }
    return complete;
  }
}
