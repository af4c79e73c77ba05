package dev.npexport.engine.format.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.problem.InputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelEditsTest {

  @Test
  void takeThePlaceOfEverythingThatTheFileSaysOfTheirFeature() throws Exception {
    var file =
        new Labels(
            Map.of(
                1, List.of(label(1, "one"), label(1, "uno")),
                2, List.of(label(2, "two")),
                3, List.of(label(3, "three"))));
    var edited =
        edits(
                """
                [{"feature_index": 1, "label": "edited", "score": 0.5}, {"feature_index": 2},
                 {"feature_index": 9, "description": "new"}]
                """)
            .over(file);
    assertThat(edited.byFeature().keySet()).containsExactly(1, 3, 9);
    assertThat(edited.of(1)).extracting(Label::text).containsExactly("edited");
    assertThat(edited.first(1).flatMap(Label::score)).hasValue(0.5);
    assertThat(edited.of(3)).extracting(Label::text).containsExactly("three");
    assertThat(edited.of(9)).extracting(Label::text).containsExactly("new");
  }

  @Test
  void leaveTheFileAsItIsWithoutAny() throws Exception {
    var file = new Labels(Map.of(1, List.of(label(1, "one"))));
    assertThat(edits("[]").over(file)).isEqualTo(file);
  }

  @Test
  void nameARowThatIsNoLabel() {
    assertThatThrownBy(() -> edits("[{\"feature_index\": 1, \"colour\": \"red\"}]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 0 field colour");
  }

  private static LabelEdits edits(String json) throws Exception {
    return LabelEdits.of(new ObjectMapper().readTree(json));
  }

  private static Label label(int feature, String text) {
    return new Label(
        feature,
        Optional.of(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
