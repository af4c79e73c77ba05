package dev.npexport.engine.archive.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.problem.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are what they would be element by element, whatever their length. */
class NumbersTest {

  /** Around what is copied at once, and around the generator's buffer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 3_990, 3_999, 4_000, 4_001, 9_000})
  void runsOfZerosBetweenOtherValues(int zeros) throws IOException {
    for (int place = 0; place < 4; place++) {
      var values = new float[3 * zeros + 2];
      if (place % 2 == 1) {
        values[zeros] = 0.5f;
      }
      if (place / 2 == 1) {
        values[values.length - 1] = -2.25f;
      }
      var texts = new ArrayList<String>();
      var doubles = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        texts.add(values[i] == 0 ? "0" : Float.toString(values[i]));
        doubles[i] = values[i];
      }
      String list = "[" + String.join(",", texts) + "]";
      assertThat(written(numbers -> numbers.fractions("a", values)))
          .isEqualTo("{\"a\":" + list + "}");
      assertThat(written(numbers -> numbers.rounded("a", doubles, doubles.length, 4)))
          .isEqualTo("{\"a\":" + list + "}");
    }
  }

  @Test
  void bothZerosAreZero() throws IOException {
    assertThat(written(numbers -> numbers.fractions("a", new float[] {-0f, 0f, 1f})))
        .isEqualTo("{\"a\":[0,0,1.0]}");
    assertThat(written(numbers -> numbers.rounded("a", new double[] {-0.0, 0, 1}, 3, 4)))
        .isEqualTo("{\"a\":[0,0,1]}");
  }

  @Test
  void noMoreThanTheFirstOnesAreRounded() throws IOException {
    assertThat(written(numbers -> numbers.rounded("a", new double[] {1, 0, 0, 0}, 2, 4)))
        .isEqualTo("{\"a\":[1,0]}");
  }

  @Test
  void aListThatIsKeptIsWrittenWholeAndLeftAsItIs() throws IOException {
    for (int length : List.of(0, 1, 7_990, 8_000, 8_001, 30_000)) {
      byte[] kept = ("[" + "7".repeat(length) + "]").getBytes(StandardCharsets.US_ASCII);
      byte[] before = kept.clone();
      assertThat(
              written(
                  numbers -> {
                    numbers.list("a", kept);
                    numbers.fractions("b", new float[] {1, 0});
                    numbers.list("c", kept);
                  }))
          .isEqualTo(
              "{\"a\":%1$s,\"b\":[1.0,0],\"c\":%1$s}"
                  .formatted(new String(before, StandardCharsets.US_ASCII)));
      assertThat(kept).isEqualTo(before);
    }
  }

  @Test
  void aValueWithoutJsonIsRefusedWithTheFeature() {
    assertThatThrownBy(() -> written(numbers -> numbers.fractions("a", new float[] {0, Float.NaN})))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("feature 3")
        .hasMessageContaining("a is NaN");
  }

  private interface Writing {
    void on(Numbers numbers) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = CompactJson.generator(out)) {
      json.writeStartObject();
      writing.on(new Numbers(json, 3));
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
