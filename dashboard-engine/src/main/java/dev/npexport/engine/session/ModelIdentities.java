package dev.npexport.engine.session;

import dev.npexport.engine.archive.ModelIdentity;
import dev.npexport.engine.format.model.ModelNames;
import java.nio.file.Path;

/** Finds out what the model is called. */
final class ModelIdentities {

  private ModelIdentities() {}

  /** By the SAE's config, without a name there by the model's folder. */
  static ModelIdentity of(OpenInputs inputs) {
    String configured =
        inputs.sae().config().modelName().orElseGet(() -> folderName(inputs.model().folder()));
    return new ModelIdentity(
        ModelNames.huggingFaceId(configured),
        ModelNames.transformerLensName(configured),
        ModelNames.isKnownToTransformerLens(configured));
  }

  private static String folderName(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }
}
