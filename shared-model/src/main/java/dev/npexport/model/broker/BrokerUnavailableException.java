package dev.npexport.model.broker;

/** The broker cannot be reached, or has not confirmed a message in time. */
public final class BrokerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public BrokerUnavailableException(String message) {
    super(message);
  }
}
