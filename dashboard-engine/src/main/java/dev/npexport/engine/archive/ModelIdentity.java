package dev.npexport.engine.archive;

import java.util.Optional;

/**
 * What the model is called in the places that ask for it.
 *
 * @param name Hugging Face id where it is known, else the name that the SAE's config gives
 * @param transformerLensName the name that TransformerLens resolves; {@code name} if it knows none
 * @param knownToTransformerLens whether TransformerLens lists the model
 */
public record ModelIdentity(
    String name, String transformerLensName, boolean knownToTransformerLens) {

  /** Organisation of a Hugging Face id. */
  public Optional<String> organisation() {
    int slash = name.lastIndexOf('/');
    return slash > 0 ? Optional.of(name.substring(0, slash)) : Optional.empty();
  }

  /** Last path part of the name. */
  public String displayName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
