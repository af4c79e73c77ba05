package dev.npexport.standalone.client;

/** The API refused a request or answered what it should not; the message is for people. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ApiException(String message) {
    super(message);
  }

  public ApiException(String message, Throwable cause) {
    super(message, cause);
  }
}
