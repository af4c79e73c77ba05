package dev.npexport.engine.format.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.saelens.SaelensFolder;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.dense.DenseFiles;
import dev.npexport.engine.format.hostile.BoundedReader.Outcome;
import dev.npexport.engine.format.hostile.BoundedReader.Reading;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeChecks;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.sae.golden.GoldenSaes;
import dev.npexport.engine.format.tokenizer.Vocabularies;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.inspect.Inspector;
import dev.npexport.engine.problem.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    List<Good> good() throws IOException {
      List<Good> good = new ArrayList<>();
      for (Path file : files()) {
        good.add(new Good(file, Files.readAllBytes(file), PlainReaders.content(file)));
      }
      return good;
    }
  }

  /** A file before it is damaged, and what the plain readers find in it. */
  record Good(Path file, byte[] content, Optional<Object> plain) {}

  @Test
  void everyMutantIsReadRightWithinItsMeansOrRefusedByName() throws Exception {
    List<Sample> samples = new ArrayList<>(saes());
    samples.addAll(HostileSamples.others(folder));
    int each = Math.max(1, MUTANTS / samples.size() + 1);
    var tally = new Tally();
    try (var reader = new BoundedReader()) {
      for (Sample sample : samples) {
        tryMutants(sample, each, reader, tally);
      }
    }
    System.out.printf("%s, of %d samples%n", tally, samples.size());
    assertThat(tally.faults).as("%s", tally).isEmpty();
    // Every outcome happens often, so that none is left untried.
    assertThat(tally.refused).isBetween(tally.all / 4, tally.all - tally.all / 20);
    assertThat(tally.compared).isGreaterThan(tally.all / 10);
    assertThat(tally.notUnderstood).isLessThan(tally.compared / 20);
  }

  /** What came of the mutants. */
  private static final class Tally {
    private int all;
    private int refused;
    private int compared;
    private int notUnderstood;
    private long mostAllocated = Long.MIN_VALUE;
    private final List<String> faults = new ArrayList<>();

    @Override
    public String toString() {
      return "%d mutants: %d refused, %d accepted and re-read, %d accepted that the plain readers do not understand; at most %d bytes allocated above the usual"
          .formatted(all, refused, compared, notUnderstood, mostAllocated);
    }
  }

  private void tryMutants(Sample sample, int each, BoundedReader reader, Tally tally)
      throws Exception {
    Reading inspection = () -> inspect(sample);
    long usual =
        Math.max(usual(sample, reader, sample.reading()), usual(sample, reader, inspection));
    Outcome good = reader.run(size(sample), usual, sample.reading());
    assertThat(good.fault()).as(sample.name()).isEmpty();
    // Without the temporary folder, which is another one every time.
    int name = sample.name().replace(folder.toString(), "").hashCode();
    List<Good> files = sample.good();
    for (int mutant = 0; mutant < each; mutant++) {
      var random = new Random(SEED ^ (31L * name + mutant));
      Good chosen = files.get(mutant % files.size());
      Path file = chosen.file();
      Files.write(file, Mutator.mutate(chosen.content(), random));
      boolean inspected = mutant % 8 == 0;
      long size = size(sample);
      Outcome outcome = reader.run(size, usual, inspected ? inspection : sample.reading());
      Optional<String> fault = outcome.fault();
      if (fault.isEmpty()
          && !inspected
          && outcome.said().isPresent()
          && chosen.plain().isPresent()) {
        Optional<Object> plain = PlainReaders.content(file);
        if (plain.isPresent()) {
          tally.compared++;
          fault =
              Fidelity.fault(
                  file,
                  plain.get(),
                  chosen.plain().get(),
                  outcome.said().get(),
                  good.said().orElseThrow(),
                  sample.reading());
        } else {
          tally.notUnderstood++;
        }
      }
      Files.write(file, chosen.content());
      tally.all++;
      tally.refused += outcome.refused() ? 1 : 0;
      tally.mostAllocated = Math.max(tally.mostAllocated, outcome.allocated() - usual - 4 * size);
      int number = mutant;
      fault.ifPresent(
          text ->
              tally.faults.add(
                  "%s, mutant %d, %s: %s"
                      .formatted(sample.name(), number, file.getFileName(), text)));
      assertThat(tally.faults.size()).as("%s", tally.faults).isLessThan(20);
    }
  }

  /** What a reading asks for with good files, once its classes are loaded. */
  private static long usual(Sample sample, BoundedReader reader, Reading reading) throws Exception {
    reader.run(size(sample), Long.MAX_VALUE / 2, reading);
    return reader.run(size(sample), Long.MAX_VALUE / 2, reading).allocated();
  }

  private static long size(Sample sample) throws IOException {
    long size = 0;
    for (Path file : sample.files()) {
      size += BoundedReader.weight(file);
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
  private static Object inspect(Sample sample) {
    return Inspector.inspect(sample.input()).lines();
  }

  /** Opens, reads every number and writes what would be exported; gives its digest. */
  static Object readSae(Path path) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    try (Sae sae = SaeFormats.open(path)) {
      digest.update(SaelensFolder.bytes(SaelensFolder.config(sae, "gpt2-small/5-res-test")));
      SaelensFolder.weights(sae)
          .write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      SaeChecks.requireFinite(sae);
      sae.config().hookName().ifPresent(HookName::of);
      double[] row = new double[sae.decoder().width()];
      for (int i = 0; i < sae.decoder().rows(); i++) {
        sae.decoder().read(i, row);
      }
      BoundedReader.holdsMost();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static Object readModel(Path path) {
    List<Object> said = new ArrayList<>();
    try (var model = LanguageModels.open(path)) {
      double[] row = new double[model.unembeddingRows().width()];
      for (int i = 0; i < model.unembeddingRows().rows(); i++) {
        model.unembeddingRows().read(i, row);
        said.add(Arrays.hashCode(row));
      }
      said.addAll(texts(model.vocabulary()));
      BoundedReader.holdsMost();
    }
    return said;
  }

  static Object readVocabulary(Path path) {
    return texts(Vocabularies.open(path));
  }

  private static List<Object> texts(Vocabulary vocabulary) {
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      assertThat(vocabulary.text(i)).isNotNull();
      texts.add(vocabulary.text(i));
    }
    return texts;
  }

  /**
   * Reads the model's own activations.
   *
   * @param cache of the same prompts, undamaged
   */
  static Object readDense(Path path, Path cache) {
    List<Object> said = new ArrayList<>();
    try (var dense = DenseFiles.open(path);
        var prompts = ActivationCaches.open(cache, OptionalInt.of(4))) {
      dense.requireFits(prompts.prompts(), 4);
      var sums = dense.sums(prompts.prompts(), Cancellation.NEVER);
      for (int i = 0; i < dense.width(); i++) {
        said.add(sums.sum(i) + " " + sums.sumOfSquares(i));
      }
    }
    return said;
  }

  static Object readCache(Path path, Path prepared) throws IOException {
    List<Object> said = new ArrayList<>();
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
          said.add(List.of(feature, found.prompts()[i], found.positions()[i], found.values()[i]));
        }
      }
      assertThat(total).isEqualTo(grouped.nonzeros());
    } finally {
      HostileSamples.clear(prepared);
    }
    return said;
  }

  static Object readLabels(Path path) {
    Map<Integer, List<Label>> byFeature = LabelReaders.read(path, 4).byFeature();
    byFeature.forEach((feature, rows) -> assertThat(feature).isBetween(0, 3));
    return byFeature;
  }
}
