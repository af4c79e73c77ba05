package dev.npexport.engine.archive.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.archive.FakeVocabulary;
import dev.npexport.engine.dashboard.Example;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExampleListsTest {

  private final ExampleLists lists =
      new TokenTexts(new FakeVocabulary("a", "\"", "\u0000", "d")).examples();

  @Test
  void showTokensAsFeaturesAndRowsDoAndTheirIds() {
    Example example = example(0, 0, false, 0, 1, 2);
    assertThat(text(lists.packaged(example))).isEqualTo("[\"a\",\"\\\"\",\"\\u0000\"]");
    assertThat(text(lists.inRows(example))).isEqualTo("[\"a\",\"\\\"\",\"\ufffd\"]");
    assertThat(text(lists.ids(example))).isEqualTo("[0,1,2]");
  }

  @Test
  void makeTheListOfAWholePromptOnce() {
    byte[] first = lists.ids(example(7, 0, false, 3, 2, 1));
    assertThat(lists.ids(example(7, 0, false, 3, 2, 1))).isSameAs(first);
  }

  @Test
  void doNotTakeOnePartOfAPromptForAnother() {
    assertThat(text(lists.ids(example(7, 0, false, 3, 2, 1)))).isEqualTo("[3,2,1]");
    assertThat(text(lists.ids(example(7, 1, false, 2, 1)))).isEqualTo("[2,1]");
    assertThat(text(lists.ids(example(7, 0, false, 3, 2)))).isEqualTo("[3,2]");
    assertThat(text(lists.ids(example(7, 0, true, 3)))).isEqualTo("[3]");
    assertThat(text(lists.ids(example(7, 0, true)))).isEqualTo("[]");
  }

  private static Example example(int prompt, int start, boolean windowed, int... ids) {
    return new Example(
        Optional.empty(), prompt, start, start, windowed, ids, new float[ids.length], 1);
  }

  private static String text(byte[] list) {
    return new String(list, StandardCharsets.UTF_8);
  }
}
