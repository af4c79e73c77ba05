package dev.npexport.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {

  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(strings = {"/saes/new", "/saes/1/features/3", "/exports", "/exports/1"})
  void takesThePagesOfAnyClient(String path) {
    assertThat(PageAddress.isPage(path, "")).isTrue();
  }

  @Test
  void takesAnUnknownAddressFromABrowserOnly() {
    assertThat(PageAddress.isPage("/nothing/here", BROWSER)).isTrue();
    assertThat(PageAddress.isPage("/nothing/here", "application/json")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/nope",
        "/api",
        "/ws/x",
        "/q/nope",
        "/s3/x/y",
        "/favicon.svg",
        "/a/b.js"
      })
  void leavesTheServiceAndFilesAlone(String path) {
    assertThat(PageAddress.isPage(path, BROWSER)).isFalse();
  }

  @Test
  void doesNotTakeABeginningForAFolder() {
    assertThat(PageAddress.isPage("/apiary", BROWSER)).isTrue();
    assertThat(PageAddress.isPage("/saesx", "")).isFalse();
  }

  @Test
  void letsOnlyNamesWithAHashStayInCaches() {
    assertThat(PageAddress.neverChanges("/assets/index-Bi1HcOa9.css")).isTrue();
    assertThat(PageAddress.neverChanges("/theme.js")).isFalse();
    assertThat(PageAddress.isOfThePage("/theme.js")).isTrue();
    assertThat(PageAddress.isOfThePage("/")).isTrue();
    assertThat(PageAddress.isOfThePage("/api/v1/files")).isFalse();
    assertThat(PageAddress.isOfThePage("/q/swagger-ui/index.css")).isFalse();
  }
}
