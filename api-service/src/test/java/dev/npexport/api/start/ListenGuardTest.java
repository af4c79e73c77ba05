package dev.npexport.api.start;

import static org.assertj.core.api.Assertions.assertThat;

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
}
