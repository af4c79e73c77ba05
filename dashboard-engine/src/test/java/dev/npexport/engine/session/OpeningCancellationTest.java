package dev.npexport.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.sae.golden.GoldenSaes;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever reads much while inputs are opened asks whether that is still wanted. */
class OpeningCancellationTest {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final String JSONL =
      """
      {"format": "npexport-activations-jsonl", "version": 1, "counted_tokens": 3}
      {"feature_index": 1, "prompt_index": 0, "token_ids": [5, 6, 7], "values": [0, 1.5, 2]}
      """;

  @TempDir Path folder;

  @Test
  void aTokenizerIsReadNoFurther() {
    assertCancelled(() -> LanguageModels.open(SAMPLE.resolve("model")).close());
  }

  @Test
  void activationsInLinesAreReadNoFurther() throws IOException {
    Path file = Files.writeString(folder.resolve("cache.jsonl"), JSONL);
    AtomicInteger asked = new AtomicInteger();
    // the first question is asked while the format is recognised
    Cancellation second = new Cancellation(() -> asked.incrementAndGet() > 1);
    assertThat(codes(second, () -> ActivationCaches.open(file, OptionalInt.of(4)).close()))
        .containsOnly(ProblemCode.CANCELLED);
  }

  @Test
  void labelsAreReadNoFurther() throws IOException {
    Path csv = Files.writeString(folder.resolve("labels.csv"), "feature_index,label\n1,a\n");
    assertCancelled(() -> LabelReaders.read(csv, 4));
    Path explanations = Files.createDirectories(folder.resolve("explanations"));
    Files.writeString(explanations.resolve("layers.2_latent1.txt"), "a");
    assertCancelled(() -> LabelReaders.read(explanations, 4));
  }

  @Test
  void theRowsOfADecoderAreMeasuredNoFurther() {
    try (var sae = SaeFormats.open(SAMPLE.resolve("sae"))) {
      assertCancelled(() -> FoldedDecoder.of(sae));
    }
  }

  /** Of every format that has to: some are read where they lie. */
  @Test
  void anSaeIsConvertedNoFurther() throws IOException {
    Set<String> converted = new TreeSet<>();
    for (GoldenSaes.Source golden : GoldenSaes.sources()) {
      try (var sae = SaeFormats.open(golden.sae())) {
        AtomicInteger asked = new AtomicInteger();
        Cancellation always = new Cancellation(() -> asked.incrementAndGet() > 0);
        var thrown =
            catchThrowableOfType(
                InputException.class,
                () ->
                    always.during(
                        () -> {
                          sae.tensors().values().forEach(tensor -> tensor.bytes());
                          return sae;
                        }));
        if (asked.get() > 0) {
          assertThat(thrown.problems())
              .extracting(Problem::code)
              .containsOnly(ProblemCode.CANCELLED);
          converted.add(golden.format());
          // and is converted when it is wanted again
          sae.tensors().values().forEach(tensor -> tensor.bytes());
        }
      }
    }
    assertThat(converted).contains("gemma-scope", "openai", "dictionary-learning");
  }

  @Test
  void allOfThemTogetherAreNoProblemOfTheInputs() {
    InputPaths paths =
        new InputPaths(
            SAMPLE.resolve("sae"),
            SAMPLE.resolve("model"),
            SAMPLE.resolve("activations/columnar.safetensors"),
            Optional.of(SAMPLE.resolve("labels.jsonl")));
    assertCancelled(() -> OpenInputs.open(paths).close());
    assertThat(Cancellation.current()).isSameAs(Cancellation.NEVER);
    OpenInputs.open(paths).close();
  }

  private static void assertCancelled(Runnable opening) {
    assertThat(codes(new Cancellation(() -> true), opening)).containsOnly(ProblemCode.CANCELLED);
  }

  private static Set<ProblemCode> codes(Cancellation cancellation, Runnable opening) {
    var thrown =
        catchThrowableOfType(
            InputException.class,
            () ->
                cancellation.during(
                    () -> {
                      opening.run();
                      return opening;
                    }));
    assertThat(thrown).as("it asks").isNotNull();
    return Set.copyOf(thrown.problems().stream().map(Problem::code).toList());
  }
}
