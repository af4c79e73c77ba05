package dev.npexport.standalone.client;

import java.util.List;

/**
 * An SAE that the API has accepted.
 *
 * @param warnings sentences on what is odd about its inputs; an export is possible all the same
 */
public record RegisteredSae(String id, List<String> warnings) {

  public RegisteredSae {
    warnings = List.copyOf(warnings);
  }
}
