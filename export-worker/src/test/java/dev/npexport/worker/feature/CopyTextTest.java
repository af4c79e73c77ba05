package dev.npexport.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.FeatureRow;
import dev.npexport.engine.format.label.Label;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  @Test
  void writesNullsForAFeatureWithoutALabel() {
    assertThat(line(new FeatureRow(7, 0, 0, 0, 0, true, Optional.empty())))
        .isEqualTo("id\t7\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0.0\t0\t0.0\t0.0\ttrue\n");
  }

  @Test
  void escapesWhatWouldEndAColumnOrALine() {
    var label =
        new Label(
            7,
            Optional.of("a\tb\nc\rd\\e\0f"),
            Optional.of("\\N"),
            Optional.of("ünï 🐋"),
            Optional.empty(),
            Optional.of(""),
            Optional.of(0.25),
            Optional.empty());
    assertThat(line(new FeatureRow(7, 0.5, 3, 1.5f, 0.75, false, Optional.of(label))))
        .isEqualTo(
            "id\t7\ta\\tb\\nc\\rd\\\\ef\t\\\\N\tünï 🐋\t\\N\t\t0.25\tfile\t\\N\t0.5\t3\t1.5\t0.75\tfalse\n");
  }

  private static String line(FeatureRow row) {
    return new String(CopyText.line("id", row), StandardCharsets.UTF_8);
  }
}
