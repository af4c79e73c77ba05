package dev.npexport.engine.format.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.inspect.Inspector;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged caches are read with sound values or refused by name, and nothing else happens. */
class CacheMutationTest {

  private static final int MUTANTS = Integer.getInteger("npexport.mutants", 400);
  private static final int[][] TOKENS = {{1, 2, 3}, {1, 4, 5}};
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(0, 0, 1, 1),
          new Entry(0, 1, 2, 2),
          new Entry(2, 0, 0, 3),
          new Entry(3, 1, 1, 4));

  @TempDir Path folder;

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        int at = random.nextInt(bytes.length);
        for (int i = at; i < Math.min(bytes.length, at + 8); i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
      case 2 ->
          bytes[random.nextInt(bytes.length)] = (byte) "0129-]}\",:nN".charAt(random.nextInt(12));
      default -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private void survives(Path cache, Path file) throws IOException {
    byte[] good = Files.readAllBytes(file);
    var random = new Random(7);
    int refused = 0;
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      Files.write(file, mutate(good, random));
      String key = "m" + mutant;
      var request = new PrepareRequest(new double[] {1, 2, 3, 4}, true, new int[] {1}, 6);
      try (var opened = ActivationCaches.open(cache, OptionalInt.of(4));
          var prepared =
              PreparedActivations.prepare(opened, request, folder.resolve("p"), key, () -> false)) {
        assertSound(prepared);
      } catch (InputException e) {
        assertThat(e.problems()).allSatisfy(p -> assertThat(p.message()).isNotBlank());
        refused++;
      }
      assertThat(Inspector.inspect(cache)).isNotNull();
    }
    assertThat(refused).isBetween(1, MUTANTS);
  }

  private static void assertSound(GroupedActivations prepared) {
    long total = 0;
    for (int feature = 0; feature < prepared.features(); feature++) {
      FeatureActivations found = prepared.feature(feature);
      total += found.size();
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.values()[i]).isPositive().isFinite();
        assertThat(found.positions()[i])
            .isBetween(0, prepared.promptLength(found.prompts()[i]) - 1);
      }
    }
    assertThat(total).isEqualTo(prepared.nonzeros());
  }

  @Test
  void survivesDamagedColumnarFiles() throws IOException {
    Path file =
        CacheFiles.columnar(
            folder.resolve("c.safetensors"), 4, TOKENS, ENTRIES, Optional.of(new int[] {1}), false);
    survives(file, file);
  }

  @Test
  void survivesDamagedDelphiSplits() throws IOException {
    Path hookpoint = CacheFiles.delphi(folder.resolve("h"), TOKENS, ENTRIES, 2, 2);
    survives(hookpoint, hookpoint.resolve("2_3.safetensors"));
  }

  @Test
  void survivesDamagedJsonLines() throws IOException {
    String header =
        "{\"format\":\"npexport-activations-jsonl\",\"version\":1,\"counted_tokens\":9}";
    Path file = CacheFiles.jsonl(folder.resolve("c.jsonl"), header, TOKENS, ENTRIES);
    survives(file, file);
  }
}
