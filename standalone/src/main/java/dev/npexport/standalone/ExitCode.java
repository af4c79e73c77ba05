package dev.npexport.standalone;

/** What the command tells the shell; the same list stands in {@code npexport --help}. */
public final class ExitCode {

  public static final int DONE = 0;

  /** The export failed, or problems were found in an input. */
  public static final int FAILED = 1;

  public static final int USAGE = 2;

  /** A port that is taken, a folder in use, a service that does not start, no JDK or Maven. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
