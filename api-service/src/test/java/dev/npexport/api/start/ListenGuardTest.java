package dev.npexport.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.api.testing.Configs;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenGuardTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]", "127.1.2.3"})
  void takesLoopbackAddresses(String host) {
    assertThat(ListenGuard.isLoopback(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "", "192.168.1.1"})
  void refusesAddressesThatOthersReach(String host) {
    assertThat(ListenGuard.isLoopback(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "LOCALHOST", "[::1]"})
  void knowsLoopbackNames(String name) {
    assertThat(ListenGuard.isLoopbackName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.evil.example", "localhost.evil.example", "evil", "128.0.0.1"})
  void knowsOtherNames(String name) {
    assertThat(ListenGuard.isLoopbackName(name)).isFalse();
  }

  @Test
  void startsOnOtherAddressesOnlyWhereItAsksOrWasToldNotTo() {
    assertThatThrownBy(() -> start("0.0.0.0", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NPEXPORT_API_TOKEN_FILE")
        .hasMessageContaining("NPEXPORT_ALLOW_UNAUTHENTICATED");
    start("127.0.0.1", Map.of());
    start("0.0.0.0", Map.of("npexport.allow-unauthenticated", "true"));
    start("0.0.0.0", Map.of("npexport.api-token-file", "/run/secrets/token"));
    start("0.0.0.0", Map.of("npexport.oidc.issuer", "https://issuer.example"));
  }

  @Test
  void takesAnEmptySettingForNone() {
    assertThatThrownBy(() -> start("0.0.0.0", Map.of("npexport.api-token-file", "")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void start(String host, Map<String, String> config) {
    new ListenGuard(host, Configs.of(config)).check(new StartupEvent());
  }
}
