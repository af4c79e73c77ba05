package dev.npexport.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.api.testing.Configs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TOKEN = "correct-horse-battery-staple";

  @TempDir Path folder;

  private final Tickets tickets = new Tickets(new byte[32]);

  @Test
  void holdsForItsScopeUntilItEnds() {
    String ticket = tickets.issue("/s3", NOW.plusSeconds(60));
    assertThat(tickets.holds(ticket, "/s3", NOW)).isTrue();
    assertThat(tickets.holds(ticket, "/s3", NOW.plusSeconds(59))).isTrue();
    assertThat(tickets.holds(ticket, "/s3", NOW.plusSeconds(60))).isFalse();
    assertThat(tickets.holds(ticket, "session", NOW)).isFalse();
  }

  @Test
  void cannotBeMadeToLastLonger() {
    String ticket = tickets.issue("session", NOW.plusSeconds(60));
    String longer = NOW.plusSeconds(6_000).getEpochSecond() + ticket.substring(ticket.indexOf('.'));
    assertThat(tickets.holds(longer, "session", NOW)).isFalse();
  }

  @Test
  void isWorthNothingUnderAnotherKey() {
    byte[] other = new byte[32];
    other[0] = 1;
    String ticket = new Tickets(other).issue("session", NOW.plusSeconds(60));
    assertThat(tickets.holds(ticket, "session", NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1", "x.y", "-1.a", "99999999999999999999.a", "1767225660."})
  void isNotTakenInOtherForms(String ticket) {
    assertThat(tickets.holds(ticket, "session", NOW)).isFalse();
  }

  @Test
  void sharesItsKeyWithReplicasOfTheSameTokenOrKeyFile() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Path key = Files.write(folder.resolve("key"), new byte[40]);
    assertThat(TicketKey.of(Configs.of(Map.of()), Optional.of(ApiToken.read(token))))
        .isEqualTo(TicketKey.of(Configs.of(Map.of()), Optional.of(ApiToken.read(token))))
        .isNotEqualTo(ApiToken.read(token).key());
    assertThat(TicketKey.of(Configs.of(Map.of()), Optional.empty()))
        .isNotEqualTo(TicketKey.of(Configs.of(Map.of()), Optional.empty()));
    Map<String, String> withKey = Map.of("npexport.session-key-file", key.toString());
    assertThat(TicketKey.of(Configs.of(withKey), Optional.empty())).isEqualTo(new byte[40]);
    Files.write(key, new byte[31]);
    assertThatThrownBy(() -> TicketKey.of(Configs.of(withKey), Optional.empty()))
        .hasMessageContaining("at least 32");
  }

  @Test
  void readsATokenWithoutTheLineEndAndShowsItNowhere() throws IOException {
    ApiToken token = ApiToken.read(Files.writeString(folder.resolve("token"), TOKEN + "\n"));
    assertThat(token.matches(TOKEN)).isTrue();
    assertThat(token.matches(TOKEN + "\n")).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token.toString()).doesNotContain(TOKEN);
    assertThat(new SignIn(Optional.of(TOKEN)).toString()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "a token with spaces in it"})
  void refusesAFileWithoutAUsableToken(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);
    assertThatThrownBy(() -> ApiToken.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("spaces in it");
  }
}
