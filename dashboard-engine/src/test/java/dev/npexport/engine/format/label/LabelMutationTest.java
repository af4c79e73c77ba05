package dev.npexport.engine.format.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged label files are read with sound rows or refused by name, and nothing else happens. */
class LabelMutationTest {

  private static final int MUTANTS = Integer.getInteger("npexport.mutants", 1000);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.jsonl|{\"feature_index\": 1, \"label\": \"é\", \"score\": 0.5, \"created_at\": \"2026-01-01T00:00:00Z\"}",
        "a.csv|feature_index,label,score,created_at~1,\"a, \"\"b\"\"\",0.5,2026-01-01 00:00:00~2,x,,",
        "b.jsonl|{\"index\": \"1\", \"description\": \"x\", \"createdAt\": \"2026-01-01T00:00:00.000Z\"}"
      })
  void survivesDamagedFiles(String name, String text) throws IOException {
    byte[] good = (text.replace('~', '\n') + "\n").repeat(2).getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(name);
    var random = new Random(11);
    int refused = 0;
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] bytes = good.clone();
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> bytes[at] = (byte) "\"\\,{}[]09e-\n\0".charAt(random.nextInt(13));
      }
      Files.write(file, bytes);
      try {
        Labels labels = LabelReaders.read(file, 3);
        assertThat(labels.byFeature().values())
            .allSatisfy(rows -> assertThat(rows).allSatisfy(row -> row.text()));
      } catch (InputException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, MUTANTS);
  }
}
