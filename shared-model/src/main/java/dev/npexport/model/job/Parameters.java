package dev.npexport.model.job;

import java.util.HashMap;

/** Named query parameters, which unlike {@code Map.of} may be null. */
final class Parameters extends HashMap<String, Object> {

  private static final long serialVersionUID = 1L;

  Parameters with(String name, Object value) {
    put(name, value);
    return this;
  }
}
