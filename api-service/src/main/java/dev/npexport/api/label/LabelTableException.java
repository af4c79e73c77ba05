package dev.npexport.api.label;

import java.sql.SQLException;
import java.util.UUID;

/** The labels of an SAE could not be read or written. */
final class LabelTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LabelTableException(UUID sae, SQLException cause) {
    super("the labels of SAE %s".formatted(sae), cause);
  }
}
