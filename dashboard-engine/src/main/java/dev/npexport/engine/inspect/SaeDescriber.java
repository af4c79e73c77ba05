package dev.npexport.engine.inspect;

import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeChecks;
import dev.npexport.engine.format.sae.SaeConfig;
import dev.npexport.engine.format.sae.SaeFormat;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sparse autoencoders of every format. */
final class SaeDescriber implements PathDescriber {

  @Override
  public String looksLike() {
    return SaeFormats.all().stream().map(SaeFormat::looksLike).collect(Collectors.joining("; "));
  }

  @Override
  public boolean recognises(Path path) {
    return SaeFormats.recognises(path);
  }

  @Override
  public Inspection describe(Path path) {
    try (Sae sae = SaeFormats.open(path)) {
      List<Problem> problems = new ArrayList<>();
      try {
        SaeChecks.requireFinite(sae);
      } catch (InputException e) {
        problems.addAll(e.problems());
      }
      return new Inspection(lines(sae), problems);
    } catch (InputException e) {
      return Inspection.broken("sparse autoencoder", e);
    }
  }

  private static List<String> lines(Sae sae) {
    SaeConfig config = sae.config();
    List<String> lines = new ArrayList<>();
    lines.add("sparse autoencoder, format " + sae.format());
    lines.add(
        "architecture %s, d_in %d, d_sae %d%s"
            .formatted(
                config.architecture().wire(),
                config.dIn(),
                config.dSae(),
                config.architecture().isTranscoder() ? ", d_out " + config.dOut() : ""));
    lines.add("model " + config.modelName().orElse("not stated"));
    lines.add("hook " + config.hookName().orElse("not stated"));
    config.hookNameOut().ifPresent(hook -> lines.add("writes to " + hook));
    config.datasetPath().ifPresent(dataset -> lines.add("trained on " + dataset));
    config.statedL0().ifPresent(l0 -> lines.add("states an L0 of " + l0));
    for (Tensor tensor : sae.tensors().values()) {
      lines.add(
          "tensor %s %s %s".formatted(tensor.name(), Shapes.text(tensor.shape()), tensor.dtype()));
    }
    lines.add(decoder(sae));
    sae.warnings().forEach(warning -> lines.add("warning: " + warning));
    return lines;
  }

  private static String decoder(Sae sae) {
    FoldedDecoder decoder = FoldedDecoder.of(sae);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int feature = 0; feature < decoder.rows(); feature++) {
      least = Math.min(least, decoder.norm(feature));
      most = Math.max(most, decoder.norm(feature));
    }
    return String.format(
        Locale.ROOT,
        "decoder rows of length %.4g to %.4g, %s",
        least,
        most,
        decoder.folds() ? "scaled to 1" : "used as they are");
  }
}
