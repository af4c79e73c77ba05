package dev.npexport.engine.inspect;

import dev.npexport.engine.format.activation.ActivationCache;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.ActivationSources;
import dev.npexport.engine.format.activation.TokenIds;
import dev.npexport.engine.format.activation.prepare.CacheCheck;
import dev.npexport.engine.problem.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Activation caches of every format. */
final class ActivationsDescriber implements PathDescriber {

  @Override
  public String looksLike() {
    return "an activation cache: a delphi folder with files such as 0_255.safetensors, a"
        + " safetensors file with indptr and value, or JSON lines of activations";
  }

  @Override
  public boolean recognises(Path path) {
    return ActivationCaches.detect(path).isPresent();
  }

  @Override
  public Inspection describe(Path path) {
    try (ActivationCache cache = ActivationCaches.open(path, OptionalInt.empty())) {
      CacheCheck check = CacheCheck.of(cache);
      return new Inspection(lines(cache, check), check.problems());
    } catch (InputException e) {
      return Inspection.broken("activation cache", e);
    }
  }

  private static List<String> lines(ActivationCache cache, CacheCheck check) {
    ActivationSource source =
        ActivationSources.of(
            cache, ActivationSources.ignoredIds(cache, new int[0]), check.positive());
    List<String> lines = new ArrayList<>();
    lines.add("activation cache, format " + cache.kind());
    lines.add("model " + cache.modelName().orElse("not stated"));
    lines.add("hook " + cache.hookName().orElse("not stated"));
    lines.add(
        "%d prompts of up to %d tokens, %d tokens, %d of them counted"
            .formatted(
                source.prompts(),
                source.tokensPerPrompt(),
                source.totalTokens(),
                source.countedTokens()));
    lines.add("%d features, %d of them never active".formatted(cache.features(), check.silent()));
    lines.add(
        "%d stored activations in %s, %d of them counted"
            .formatted(cache.entries(), source.valuePrecision(), check.positive()));
    lines.add(
        String.format(
            Locale.ROOT, "implied L0 %.4g active features for each token", source.meanL0()));
    lines.add(
        "decoder row lengths "
            + (source.decoderNormFolded() ? "already multiplied in" : "not multiplied in"));
    lines.add(
        "ignored token ids "
            + cache
                .ignoredTokenIds()
                .map(ids -> ids.length == 0 ? "none" : TokenIds.format(ids))
                .orElse("not stated: an export takes the tokenizer's pad, bos and eos"));
    return lines;
  }
}
