package dev.npexport.standalone.client;

/** The API did not answer at all; it may again in a moment. */
public final class ApiUnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ApiUnreachableException(String uri, Throwable cause) {
    super(uri + " does not answer: " + cause, cause);
  }
}
