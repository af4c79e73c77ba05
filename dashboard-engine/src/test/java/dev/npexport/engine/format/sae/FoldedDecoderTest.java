package dev.npexport.engine.format.sae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedDecoderTest {

  @TempDir Path temp;

  @Test
  void scalesRowsToUnitLengthAndKeepsTheOldLengths() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.values.put("W_dec", new float[] {3, 0, 4, 0, 0, 0, 1e-9f, 0, 0, 1, 2, 2});
    try (Sae sae = SaeFormats.open(folder.write())) {
      FoldedDecoder decoder = FoldedDecoder.of(sae);
      assertThat(decoder.folds()).isTrue();
      assertThat(row(decoder, 0)).containsExactly(3 / 5.0, 0, 4 / 5.0);
      assertThat(decoder.norm(0)).isEqualTo(5);
      assertThat(row(decoder, 1)).containsExactly(0, 0, 0);
      assertThat(decoder.norm(1)).isZero();
      assertThat(row(decoder, 2)[0]).isEqualTo(1e-9f / 1e-8);
      assertThat(decoder.norm(3)).isEqualTo(3);
    }
  }

  @Test
  void leavesTheRowsOfAPlainTopkSaeAlone() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "topk");
    folder.values.put("W_dec", new float[] {3, 0, 4, 0, 0, 0, 0, 0, 0, 1, 2, 2});
    try (Sae sae = SaeFormats.open(folder.write())) {
      FoldedDecoder decoder = FoldedDecoder.of(sae);
      assertThat(decoder.folds()).isFalse();
      assertThat(row(decoder, 0)).containsExactly(3, 0, 4);
      assertThat(decoder.norm(0)).isEqualTo(5);
    }
  }

  @Test
  void theSampleHasRowsOfUnitLength() {
    try (Sae sae = SaeFormats.open(Path.of("../samples/small/sae"))) {
      FoldedDecoder decoder = FoldedDecoder.of(sae);
      for (int feature = 0; feature < decoder.rows(); feature++) {
        assertThat(decoder.norm(feature)).isCloseTo(1, within(1e-5));
      }
    }
  }

  private static double[] row(FoldedDecoder decoder, int index) {
    double[] row = new double[decoder.width()];
    decoder.read(index, row);
    return row;
  }
}
