package dev.npexport.api.access;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie by which a browser shows that somebody signed in. */
final class Sessions {

  static final String COOKIE = "npexport_session";
  static final String SCOPE = "session";

  private Sessions() {}

  /**
   * Not for scripts, and with requests that begin on another site only where those lead here by a
   * link: a page elsewhere cannot make a browser start or cancel anything.
   *
   * @param age zero removes it
   */
  static NewCookie cookie(String value, Duration age, boolean secure) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) age.toSeconds())
        .build();
  }
}
