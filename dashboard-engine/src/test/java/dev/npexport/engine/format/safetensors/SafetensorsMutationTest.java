package dev.npexport.engine.format.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.problem.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read with the values that they hold, or refused by name; nothing else. */
class SafetensorsMutationTest {

  private static final int MUTANTS = 10_000;
  private static final long SEED = 20_260_101;

  @TempDir Path folder;

  @Test
  void everyMutantIsReadWithinItsBoundsOrRefusedByName() throws IOException {
    byte[] sample = sample();
    Path file = folder.resolve("mutant.safetensors");
    int refused = 0;
    for (int mutant = 0; mutant < MUTANTS; mutant++) {
      byte[] bytes = mutate(sample, new Random(SEED + mutant));
      Files.write(file, bytes);
      try (SafetensorsFile opened = SafetensorsFile.open(file)) {
        readsExactlyWhatIsStored(opened, bytes, mutant);
      } catch (InputException e) {
        refused++;
        assertThat(e.problems().getFirst().file()).isEqualTo(file.toString());
        assertThat(e.problems().getFirst().message()).isNotBlank();
      }
    }
    // Both outcomes happen often, so that neither branch of the test is idle.
    assertThat(refused).isBetween(MUTANTS / 4, MUTANTS - MUTANTS / 10);
  }

  private static void readsExactlyWhatIsStored(SafetensorsFile file, byte[] bytes, int mutant) {
    int start = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (StoredTensor stored : file.stored().values()) {
      Tensor tensor = file.require(stored.name());
      byte[] expected =
          Arrays.copyOfRange(bytes, start + (int) stored.begin(), start + (int) stored.end());
      assertThat(tensor.bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
          .as("mutant %d tensor %s", mutant, stored.name())
          .isEqualTo(expected);
      if (tensor.dtype().isFloating()) {
        tensor.readDoubles(0, new double[(int) tensor.elements()], 0, (int) tensor.elements());
      }
    }
  }

  private static byte[] mutate(byte[] sample, Random random) {
    byte[] bytes = sample.clone();
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    switch (random.nextInt(6)) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[random.nextInt(8)] = (byte) random.nextInt(256);
      case 2 -> bytes[8 + random.nextInt(header)] = (byte) random.nextInt(256);
      case 3 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 16));
      case 4 -> bytes = replaceADigit(bytes, header, random);
      case 5 -> bytes[8 + header + random.nextInt(bytes.length - 8 - header)] ^= (byte) 0xff;
      default -> throw new AssertionError();
    }
    return bytes;
  }

  /** Changes one digit of a shape or an offset, so that the header stays JSON. */
  private static byte[] replaceADigit(byte[] bytes, int header, Random random) {
    int at = 8 + random.nextInt(header);
    while (!Character.isDigit(bytes[at])) {
      at = 8 + (at - 8 + 1) % header;
    }
    bytes[at] = (byte) ('0' + random.nextInt(10));
    return bytes;
  }

  private static byte[] sample() throws IOException {
    var out = new ByteArrayOutputStream();
    new SafetensorsWriter()
        .metadata("format", "pt")
        .add("W_dec", new long[] {4, 3}, new float[12])
        .add("b_dec", new long[] {3}, new float[] {1, 2, 3})
        .add("threshold", new long[] {}, new float[] {1})
        .add("empty", new long[] {0, 3}, new float[0])
        .write(out);
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("W_dec");
    return out.toByteArray();
  }
}
