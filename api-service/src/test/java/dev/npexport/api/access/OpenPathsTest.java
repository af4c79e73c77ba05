package dev.npexport.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/assets/index-1a2b.js",
        "/saes/1/features/3",
        "/q/health/ready",
        "/q/openapi",
        "/q/swagger-ui/index.html",
        "/api/v1/session"
      })
  void showsWhatHoldsNoData(String path) {
    assertThat(OpenPaths.isOpen(true, path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/v1/saes",
        "/api/v1/sessions",
        "/ws/neuronpedia/exports",
        "/s3",
        "/s3/bucket/key",
        "/s3-link/1.x",
        "/q/metrics",
        "/q",
        "/q/healthy",
        "/api;x=1/v1/saes",
        "/x;/../api/v1/saes",
        "/%61pi/v1/saes",
        "//api/v1/saes",
        "/saes;jsessionid=1",
        "/a\\b",
        ""
      })
  void closesEverythingElse(String path) {
    assertThat(OpenPaths.isOpen(true, path)).isFalse();
  }

  @Test
  void letsStrangersWriteOnlyToSignIn() {
    assertThat(OpenPaths.isOpen(false, "/api/v1/session")).isTrue();
    assertThat(OpenPaths.isOpen(false, "/")).isFalse();
    assertThat(OpenPaths.isOpen(false, "/q/health")).isFalse();
  }
}
