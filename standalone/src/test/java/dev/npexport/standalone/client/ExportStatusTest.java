package dev.npexport.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ExportStatusTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void anAnswerWithoutAPaceKeepsThatOfTheEventBeforeInTheSameStage() throws Exception {
    var event = status("computing", ",\"features_per_second\":61.3,\"eta_seconds\":9");
    var answer = status("computing", ",\"features_per_second\":null").withPaceOf(event);
    assertThat(answer.featuresPerSecond()).hasValue(61.3);
    assertThat(answer.etaSeconds()).hasValue(9);
    assertThat(status("packaging", "").withPaceOf(event).featuresPerSecond()).isEmpty();
    assertThat(status("computing", ",\"features_per_second\":2").withPaceOf(event))
        .isEqualTo(status("computing", ",\"features_per_second\":2"));
  }

  @Test
  void aFailureIsToldByEachOfItsProblems() throws Exception {
    var failed =
        status(
            "computing",
            """
            ,"error_message":"2 problems","error_details":[
              {"file":"a","where":"tensor W_dec","message":"is NaN"},{"message":"is late"}]\
            """);
    assertThat(failed.error()).contains("a: tensor W_dec: is NaN\nis late");
    assertThat(status("computing", ",\"error_message\":\"x\",\"error_details\":null").error())
        .contains("x");
  }

  private ExportStatus status(String stage, String more) throws Exception {
    return ExportStatus.of(
        json.readTree(
            "{\"status\":\"computing\",\"stage\":\"%s\",\"progress\":0.5%s}"
                .formatted(stage, more)));
  }
}
