package dev.npexport.standalone.command;

/** Words for commands that a person pastes into a shell. */
final class Shell {

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private Shell() {}

  /** The word as it is when it is plain, else in single quotes. */
  static String quote(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
