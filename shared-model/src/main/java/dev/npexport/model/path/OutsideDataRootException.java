package dev.npexport.model.path;

/** A requested path that may not be used; its code is {@code path_outside_data_root}. */
public final class OutsideDataRootException extends RuntimeException {

  /** The stable code of this refusal in HTTP answers and job rows. */
  public static final String CODE = "path_outside_data_root";

  private static final long serialVersionUID = 1L;

  private final String requested;

  OutsideDataRootException(String requested, String reason) {
    super(reason);
    this.requested = requested;
  }

  /** The path as it was asked for. */
  public String requested() {
    return requested;
  }
}
