package dev.npexport.standalone;

/**
 * What the {@code npexport} script found out about the terminal: whether a person watches standard
 * error and how wide it is.
 *
 * @param interactive standard error is a terminal
 * @param columns its width, 80 when unknown
 */
public record Terminal(boolean interactive, int columns) {

  private static final int USUAL_COLUMNS = 80;

  public static Terminal current() {
    Integer columns = Integer.getInteger("npexport.stderr.columns", USUAL_COLUMNS);
    return new Terminal(
        Boolean.getBoolean("npexport.stderr.terminal"), columns > 0 ? columns : USUAL_COLUMNS);
  }
}
