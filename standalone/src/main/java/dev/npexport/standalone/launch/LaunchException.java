package dev.npexport.standalone.launch;

/**
 * The environment does not allow what was asked: a port that is taken, a folder in use, a service
 * that does not start. Its message is shown as it is and the command exits with {@link
 * dev.npexport.standalone.ExitCode#ENVIRONMENT}.
 */
public class LaunchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LaunchException(String message) {
    super(message);
  }

  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
