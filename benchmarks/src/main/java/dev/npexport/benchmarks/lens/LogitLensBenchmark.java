package dev.npexport.benchmarks.lens;

import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Rounds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.LensMatrices;
import dev.npexport.benchmarks.peer.PeerPython;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Exact top 20, bottom 20 and a 50-bin histogram of every feature's logits, beside torch in float32
 * by 1,024 features a product, and beside the bare float32 product and our own kernel's product
 * with the least that can be asked of it.
 */
public final class LogitLensBenchmark implements Benchmark {

  private static final String PEER =
      "torch 2.9.0 float32 (product by 1,024 features, two topk, histc a row)";

  private static final double WARM_UP_SECONDS = 8;

  @Override
  public String name() {
    return "logit-lens";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    ProjectionBackend backend = ProjectionBackends.choose();
    LensMatrices matrices = LensMatrices.of(options, console);
    try (WorkFolder work = WorkFolder.create(options);
        LensPass pass = LensPass.open(backend, matrices, options.threads())) {
      Optional<PeerPython> python = PeerPython.find(options, console);
      Optional<Rounds.Side> peer = Optional.empty();
      if (python.isPresent()) {
        List<String> arguments = arguments(matrices, work.path(), options.threads());
        peer = Optional.of(() -> torch(python.get(), arguments));
      }
      console.say(
          "backend %s, %d threads; opened in %.2f s",
          pass.backend(), options.threads(), pass.openingSeconds());
      BareProduct bare = BareProduct.of(matrices, options.threads());
      Rounds.Side whole = () -> pass.run(LensPass.WHOLE);
      Rounds.warmUp(whole, WARM_UP_SECONDS, console);
      Rounds products = Rounds.run(options.runs(), whole, Optional.of(bare::run), console);
      Rounds own =
          Rounds.run(options.runs(), whole, Optional.of(() -> pass.run(LensPass.PRODUCT)), console);
      console.say(
          "whole kernel %.3f s, a bare float32 product %.3f s; %.3f s and %.3f s for one entry",
          products.ours(), products.peers().orElseThrow(), own.ours(), own.peers().orElseThrow());
      Rounds rounds = Rounds.run(options.runs(), whole, peer, console);
      return new BenchResult(name(), rounds.ours(), PEER, rounds.peers(), pass.backend())
          .with("features", matrices.rows().rows())
          .with("opening_s", pass.openingSeconds())
          .with("bare_product_s", products.peers().orElseThrow())
          .with("kernel_to_bare_product", products.ours() / products.peers().orElseThrow())
          .with("own_product_s", own.peers().orElseThrow())
          .with("kernel_to_own_product", own.ours() / own.peers().orElseThrow());
    }
  }

  private static List<String> arguments(LensMatrices matrices, Path folder, int threads) {
    return new ArrayList<>(
        List.of(
            "--rows",
            matrices.rows().write(folder.resolve("rows.f32")).toString(),
            "--columns",
            matrices.columns().write(folder.resolve("columns.f32")).toString(),
            "--width",
            "" + matrices.rows().width(),
            "--threads",
            "" + threads));
  }

  private static double torch(PeerPython python, List<String> arguments)
      throws InterruptedException {
    return python.run("logit_lens_torch.py", arguments).get("seconds").doubleValue();
  }
}
