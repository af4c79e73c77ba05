package dev.npexport.engine.format.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.saelens.SaelensFolder;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.hostile.BoundedReader.Outcome;
import dev.npexport.engine.format.hostile.BoundedReader.Reading;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeChecks;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.sae.golden.GoldenSaes;
import dev.npexport.engine.inspect.Inspector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every reader are read with bounded means or refused by name; nothing else
 * happens. {@code -Dnpexport.mutants=N} sets the number of mutants, {@code -Dnpexport.seed=S} makes
 * others.
 */
class HostileFilesTest {

  private static final int MUTANTS = Integer.getInteger("npexport.mutants", 10_500);
  private static final long SEED = Long.getLong("npexport.seed", 20_261_124L);

  @TempDir Path folder;

  /** Good files, one of which is damaged at a time, and what reads them. */
  record Sample(String name, Path folder, Path input, Reading reading) {

    List<Path> files() throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(Files::isRegularFile).sorted().toList();
      }
    }
  }

  @Test
  void everyMutantIsReadWithinItsMeansOrRefusedByName() throws Exception {
    List<Sample> samples = new ArrayList<>(saes());
    samples.addAll(HostileSamples.others(folder));
    int each = Math.max(1, MUTANTS / samples.size() + 1);
    int refused = 0;
    int all = 0;
    List<String> faults = new ArrayList<>();
    try (var reader = new BoundedReader()) {
      for (Sample sample : samples) {
        Outcome good = reader.run(size(sample), sample.reading());
        assertThat(good).as(sample.name()).isEqualTo(new Outcome(false, Optional.empty()));
        List<Path> files = sample.files();
        for (int mutant = 0; mutant < each; mutant++) {
          var random = new Random(SEED ^ (31L * sample.name().hashCode() + mutant));
          Path file = files.get(mutant % files.size());
          byte[] content = Files.readAllBytes(file);
          byte[] damaged = Mutator.mutate(content, random);
          Files.write(file, damaged);
          Reading reading = mutant % 8 == 0 ? () -> inspect(sample) : sample.reading();
          Outcome outcome = reader.run(size(sample), reading);
          Files.write(file, content);
          all++;
          refused += outcome.refused() ? 1 : 0;
          outcome
              .fault()
              .ifPresent(
                  fault ->
                      faults.add("%s, %s: %s".formatted(sample.name(), file.getFileName(), fault)));
          assertThat(faults.size()).as("%s", faults).isLessThan(20);
        }
      }
    }
    assertThat(faults).as("%d mutants, %d refused", all, refused).isEmpty();
    // Both outcomes happen often, so that neither is left untried.
    assertThat(refused).isBetween(all / 4, all - all / 20);
    System.out.printf("%d mutants of %d samples, %d refused%n", all, samples.size(), refused);
  }

  private static long size(Sample sample) throws IOException {
    long size = 0;
    for (Path file : sample.files()) {
      size += Files.size(file);
    }
    return size;
  }

  private List<Sample> saes() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (GoldenSaes.Source source : GoldenSaes.sources()) {
      Path copy = HostileSamples.copy(source.folder(), folder.resolve(source.name()));
      Path sae = copy.resolve(source.folder().relativize(source.sae()));
      samples.add(new Sample("sae " + source.name(), copy, sae, () -> readSae(sae)));
    }
    return samples;
  }

  /** What the command {@code inspect} does: it tells what readers refuse, and throws nothing. */
  private static void inspect(Sample sample) {
    assertThat(Inspector.inspect(sample.input()).lines()).isNotNull();
  }

  /** Opens, reads every number and writes what would be exported. */
  static void readSae(Path path) throws IOException {
    try (Sae sae = SaeFormats.open(path)) {
      SaelensFolder.bytes(SaelensFolder.config(sae, "gpt2-small/5-res-test"));
      SaelensFolder.weights(sae).write(OutputStream.nullOutputStream());
      SaeChecks.requireFinite(sae);
      sae.config().hookName().ifPresent(HookName::of);
      double[] row = new double[sae.decoder().width()];
      for (int i = 0; i < sae.decoder().rows(); i++) {
        sae.decoder().read(i, row);
      }
    }
  }

  static void readModel(Path path) {
    try (var model = LanguageModels.open(path)) {
      double[] row = new double[model.unembeddingRows().width()];
      for (int i = 0; i < model.unembeddingRows().rows(); i++) {
        model.unembeddingRows().read(i, row);
      }
      for (int i = 0; i < model.vocabulary().size(); i++) {
        assertThat(model.vocabulary().text(i)).isNotNull();
      }
    }
  }

  static void readCache(Path path, Path prepared) throws IOException {
    var request = new PrepareRequest(new double[] {1, 2, 3, 4}, true, new int[] {1}, 6);
    try (var cache = ActivationCaches.open(path, OptionalInt.of(4));
        var grouped =
            PreparedActivations.prepare(
                cache, request, prepared, Long.toHexString(System.nanoTime()), () -> false)) {
      long total = 0;
      for (int feature = 0; feature < grouped.features(); feature++) {
        FeatureActivations found = grouped.feature(feature);
        total += found.size();
        for (int i = 0; i < found.size(); i++) {
          assertThat(found.values()[i]).isPositive().isFinite();
          assertThat(found.positions()[i])
              .isBetween(0, grouped.promptLength(found.prompts()[i]) - 1);
        }
      }
      assertThat(total).isEqualTo(grouped.nonzeros());
    } finally {
      HostileSamples.clear(prepared);
    }
  }

  static void readLabels(Path path) {
    LabelReaders.read(path, 4)
        .byFeature()
        .forEach((feature, rows) -> assertThat(feature).isBetween(0, 3));
  }
}
