package dev.npexport.engine.archive.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals and matches that no search would find, read by the JDK's inflate. */
class BlockWriterTest {

  private static final int MOST = 1 << 17;

  private final Random random = new Random(17);
  private final Tokens block = new Tokens(MOST);
  private final BitSink sink = new BitSink();
  private final BlockWriter writer = new BlockWriter(sink);
  private final byte[] text = new byte[MOST];
  private int size;

  @Test
  void everyLengthAtDistancesOfEverySymbol() throws DataFormatException {
    literals(40_000);
    for (int length = Symbols.SHORTEST; length <= Symbols.LONGEST; length++) {
      int symbol = length % Symbols.DISTANCES;
      int extra = random.nextInt(1 << Symbols.DISTANCE_EXTRA[symbol]);
      match(length, Symbols.DISTANCE_BASE[symbol] + extra);
      literals(length % 19);
    }
    match(3, Symbols.WINDOW);
    match(258, 1);
    assertRead();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 24, 25})
  void runsOfLiteralsOfAnyLength(int run) throws DataFormatException {
    literals(300);
    for (int i = 0; i < 100; i++) {
      match(3 + i, 1 + i);
      literals(run);
    }
    assertRead();
  }

  /** Shares that halve from symbol to symbol make the longest codes, with the most extra bits. */
  @Test
  void theLongestCodesWithTheirExtraBits() throws DataFormatException {
    IntSupplier halving = () -> Integer.numberOfTrailingZeros(random.nextInt() | 1 << 17);
    literals(33_000);
    while (size < MOST - 600) {
      int symbol = Symbols.END + 1 + halving.getAsInt();
      int length = Symbols.LENGTH_BASE[symbol];
      int far = Symbols.DISTANCES - 18 + halving.getAsInt();
      match(
          length + random.nextInt(1 << Symbols.LENGTH_EXTRA[symbol]),
          Symbols.DISTANCE_BASE[far] + random.nextInt(1 << Symbols.DISTANCE_EXTRA[far]));
    }
    assertRead();
  }

  @Test
  void anEmptyBlockAndOneWithoutMatches() throws DataFormatException {
    assertRead();
    literals(5_000);
    assertRead();
  }

  private void literals(int count) {
    for (int i = 0; i < count; i++) {
      text[size + i] = (byte) (40 * random.nextGaussian());
    }
    block.literals(text, size, size + count);
    size += count;
  }

  private void match(int length, int distance) {
    block.match(length, distance);
    for (int i = 0; i < length; i++) {
      text[size] = text[size - distance];
      size++;
    }
  }

  private void assertRead() throws DataFormatException {
    block.end(text, size, size);
    sink.clear();
    writer.write(block, true);
    sink.align();
    try (var inflater = new Inflater(true)) {
      inflater.setInput(sink.array(), 0, sink.size());
      byte[] read = new byte[size + 1];
      assertThat(inflater.inflate(read)).isEqualTo(size);
      assertThat(inflater.finished()).isTrue();
      assertThat(inflater.getRemaining()).isZero();
      assertThat(Arrays.copyOf(read, size)).isEqualTo(Arrays.copyOf(text, size));
    }
    block.clear();
    size = 0;
  }
}
