package dev.npexport.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.Fingerprints;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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
    assertThat(FingerprintTaker.ofActivations(SAMPLE.resolve(path)))
        .isEqualTo("050a3bbc62330e9c7bd17480e6abf4bf12478315a582ecd5a6a2ec02e9ea4234");
  }

  @Test
  void ofAFileIsTheFilesOwn() {
    assertThat(FingerprintTaker.ofActivations(SAMPLE.resolve("columnar.safetensors")))
        .isEqualTo("6ad83b6c088a77313e5f8ba47d134cf63936a33f102eaa4687443babdfe4910a");
  }

  @Test
  void joinsDigestsInStringOrderOfRelativePaths() throws IOException {
    Path ten = Files.writeString(folder.resolve("10_19"), "abc");
    Path two = Files.writeString(folder.resolve("2_9"), "abd");
    String joined = ABC + Sha256.ofFile(two);
    byte[] bytes = joined.getBytes(StandardCharsets.US_ASCII);
    assertThat(Sha256.ofFiles(folder, List.of(two, ten)))
        .isEqualTo(Sha256.ofBytes(MemorySegment.ofArray(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1})
  void ofAFileAndOfMappedBytesAreTheSame(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    Path file = Files.write(folder.resolve("bytes"), bytes);
    assertThat(Sha256.ofFile(file)).isEqualTo(Sha256.ofBytes(MemorySegment.ofArray(bytes)));
  }

  @Test
  void ofKnownBytesIsKnown() throws IOException {
    assertThat(Sha256.ofFile(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(ABC);
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
