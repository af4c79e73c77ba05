package dev.npexport.engine.fingerprint;

import static dev.npexport.engine.problem.Cancellation.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTakerTest {

  private static final Path SAMPLE = Path.of("../samples/small/activations");

  /** {@code printf abc | sha256sum}. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"delphi", "delphi/transformer.h.2"})
  void ofADelphiFolderIsThatOfItsSplitsWhereverTheFolderIsTakenFrom(String path) {
    assertThat(FingerprintTaker.ofActivations(SAMPLE.resolve(path), NEVER))
        .isEqualTo("050a3bbc62330e9c7bd17480e6abf4bf12478315a582ecd5a6a2ec02e9ea4234");
  }

  @Test
  void ofAFileIsTheFilesOwn() {
    assertThat(FingerprintTaker.ofActivations(SAMPLE.resolve("columnar.safetensors"), NEVER))
        .isEqualTo("6ad83b6c088a77313e5f8ba47d134cf63936a33f102eaa4687443babdfe4910a");
  }

  @Test
  void joinsDigestsInStringOrderOfRelativePaths() throws IOException {
    Path ten = Files.writeString(folder.resolve("10_19"), "abc");
    Path two = Files.writeString(folder.resolve("2_9"), "abd");
    String joined = ABC + Sha256.ofFile(two, NEVER);
    byte[] bytes = joined.getBytes(StandardCharsets.US_ASCII);
    assertThat(Sha256.ofFiles(folder, List.of(two, ten), NEVER))
        .isEqualTo(Sha256.ofBytes(MemorySegment.ofArray(bytes), NEVER));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1})
  void ofAFileAndOfMappedBytesAreTheSame(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    Path file = Files.write(folder.resolve("bytes"), bytes);
    assertThat(Sha256.ofFile(file, NEVER))
        .isEqualTo(Sha256.ofBytes(MemorySegment.ofArray(bytes), NEVER));
  }

  @Test
  void ofKnownBytesIsKnown() throws IOException {
    assertThat(Sha256.ofFile(Files.writeString(folder.resolve("abc"), "abc"), NEVER))
        .isEqualTo(ABC);
  }

  /** The file takes no room on the disk, and minutes to read to its end. */
  @Test
  void ofAVeryLargeFileStopsWithinAMegabyteOnceItIsCancelled() throws IOException {
    var file = folder.resolve("large");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 36);
    }
    var asked = new AtomicInteger();
    var cancellation = new Cancellation(() -> asked.incrementAndGet() == 3);
    assertThatThrownBy(() -> Sha256.ofFiles(folder, List.of(file), cancellation))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.problems().getFirst().code()).isEqualTo(ProblemCode.CANCELLED));
    assertThat(asked).hasValue(3);
  }

  /** Values from Python's {@code uuid} module. */
  @Test
  void theIdIsTheVersionFiveUuidThatItsDescriptionSays() {
    assertThat(SaeId.NAMESPACE).hasToString("9a4310cd-ff30-55fc-9289-54553c0be6f9");
    String id =
        SaeId.of(new Fingerprints("a".repeat(64), "b".repeat(64), "c".repeat(64), "d".repeat(64)));
    assertThat(id).isEqualTo("e20f6c98-08b0-538b-af6d-6a2afea089b9");
    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }
}
