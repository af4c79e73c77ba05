package dev.npexport.standalone.launch;

/** Another npexport has the data folder; nothing was started. */
public final class FolderInUseException extends LaunchException {

  private static final long serialVersionUID = 1L;

  FolderInUseException(String message) {
    super(message);
  }
}
