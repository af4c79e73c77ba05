package dev.npexport.standalone.command;

/** An input that was named on the command line is not there; one line for each. */
final class MissingInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingInputException(String lines) {
    super(lines);
  }
}
