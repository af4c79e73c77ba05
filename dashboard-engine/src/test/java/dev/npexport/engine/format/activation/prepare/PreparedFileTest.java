package dev.npexport.engine.format.activation.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedFileTest {

  private static final double[] LENGTHS = {1, 1, 1};

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void writeCache() throws IOException {
    int[][] tokens = {{1, 2, 3, 4}, {1, 4, 5, 2}};
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      entries.add(new Entry(i % 3, i / 8, i / 2 % 4, 1 + i));
    }
    entries = entries.stream().distinct().sorted(CacheFiles.BY_FEATURE).toList();
    cache =
        CacheFiles.columnar(
            Files.createDirectories(folder.resolve("in")).resolve("c.safetensors"),
            3,
            tokens,
            entries,
            Optional.empty(),
            false);
  }

  private PreparedActivations prepare(Path target) {
    try (var opened = ActivationCaches.open(cache, OptionalInt.of(3))) {
      var request = new PrepareRequest(LENGTHS, true, new int[] {1}, 6);
      return PreparedActivations.prepare(opened, request, target, "key", () -> false);
    }
  }

  private Path prepared() {
    try (var made = prepare(folder)) {
      assertThat(made.key()).isEqualTo("key");
    }
    return folder.resolve("key.npx");
  }

  private static void overwrite(Path file, long at, byte... bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  @Test
  void aSecondCallTakesTheFileThatIsThere() throws IOException {
    Path file = prepared();
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, longAgo);
    Files.delete(cache);
    try (var found = PreparedActivations.find(folder, "key").orElseThrow()) {
      assertThat(found.nonzeros()).isPositive();
    }
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 8, 63, 64, 200, -1})
  void aFileThatIsCutShortIsRefusedAndMadeAnew(long length) throws IOException {
    Path file = prepared();
    byte[] whole = Files.readAllBytes(file);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length < 0 ? whole.length + length : length);
    }
    assertThatThrownBy(() -> PreparedActivations.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("key.npx");
    prepare(folder).close();
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 8, 12, 16, 64})
  void aForeignFileIsRefusedAndMadeAnew(long at) throws IOException {
    Path file = prepared();
    byte[] whole = Files.readAllBytes(file);
    overwrite(file, at, (byte) 0x7F, (byte) 0x7F, (byte) 0x7F, (byte) 0x7F);
    assertThatThrownBy(() -> PreparedActivations.open(file)).isInstanceOf(InputException.class);
    prepare(folder).close();
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aFileOfAnotherKeyUnderThisNameIsMadeAnew() throws IOException {
    Path file = prepared();
    byte[] whole = Files.readAllBytes(file);
    Files.move(file, folder.resolve("other.npx"));
    assertThat(PreparedActivations.find(folder, "other")).isEmpty();
    assertThat(PreparedActivations.find(folder, "key")).isEmpty();
    prepare(folder).close();
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void manyAtOnceLeaveOneFileOfTheSameBytes() throws Exception {
    byte[] alone = Files.readAllBytes(prepared());
    Path shared = folder.resolve("shared");
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Long>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(
            () -> {
              try (var mine = prepare(shared)) {
                return mine.nonzeros();
              }
            });
      }
      for (var result : pool.invokeAll(calls)) {
        assertThat(result.get()).isPositive();
      }
    }
    assertThat(shared.toFile().list()).containsExactly("key.npx");
    assertThat(Files.readAllBytes(shared.resolve("key.npx"))).isEqualTo(alone);
  }

  @Test
  void cancellingLeavesNothing() {
    for (int after = 0; after < 3; after++) {
      int limit = after;
      var asked = new AtomicInteger();
      try (var opened = ActivationCaches.open(cache, OptionalInt.of(3))) {
        var request = new PrepareRequest(LENGTHS, true, new int[] {1}, 6);
        Path target = folder.resolve("cancelled");
        assertThatThrownBy(
                () ->
                    PreparedActivations.prepare(
                        opened, request, target, "key", () -> asked.getAndIncrement() >= limit))
            .isInstanceOfSatisfying(
                InputException.class,
                e -> assertThat(e.problems().getFirst().code()).isEqualTo(ProblemCode.CANCELLED));
        assertThat(target.toFile().list()).isEmpty();
      }
    }
  }

  @Test
  void removesOldTemporaryFilesAndKeepsYoungOnes() throws IOException {
    Path old = Files.createFile(folder.resolve("a.1.tmp"));
    Path young = Files.createFile(folder.resolve("a.2.tmp"));
    FileTime now = Files.getLastModifiedTime(old);
    Files.setLastModifiedTime(
        old, FileTime.fromMillis(now.toMillis() - Duration.ofHours(30).toMillis()));
    prepared();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void anOutputWithoutRoomIsOneProblemAndLeavesNothing() {
    Path file = folder.resolve("big.tmp");
    assertThatThrownBy(() -> MappedFile.create(file, 1L << 60))
        .isInstanceOfSatisfying(
            InputException.class,
            e -> assertThat(e.problems().getFirst().code()).isEqualTo(ProblemCode.DISK_FULL));
    assertThat(file).doesNotExist();
  }

  @Test
  void thePortableWayTakesTheSameSpace() throws IOException {
    Path file = Files.createFile(folder.resolve("zeros"));
    assertThat(FileSpace.writeZeros(file, 3_000_000)).isTrue();
    assertThat(file).hasSize(3_000_000);
    assertThat(FileSpace.writeZeros(file, 1L << 60)).isFalse();
  }

  @Test
  void refusesAKeyThatIsNoFileName() {
    assertThatThrownBy(() -> PreparedActivations.find(folder, "../key"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyNamesEverythingThatTheContentDependsOn() {
    var request = new PrepareRequest(new double[3], true, new int[] {2, 1}, 6);
    String key = PreparedKey.of("cache", "weights", request);
    assertThat(key).matches("[0-9a-f]{32}");
    assertThat(
            PreparedKey.of(
                "cache", "weights", new PrepareRequest(new double[3], true, new int[] {1, 2}, 6)))
        .isEqualTo(key);
    assertThat(
            List.of(
                PreparedKey.of("cache2", "weights", request),
                PreparedKey.of("cache", "weights2", request),
                PreparedKey.of(
                    "cache",
                    "weights",
                    new PrepareRequest(new double[3], false, new int[] {1, 2}, 6)),
                PreparedKey.of(
                    "cache", "weights", new PrepareRequest(new double[3], true, new int[] {1}, 6)),
                PreparedKey.of(
                    "cache",
                    "weights",
                    new PrepareRequest(new double[3], true, new int[] {1, 2}, 7))))
        .doesNotHaveDuplicates()
        .doesNotContain(key);
  }
}
