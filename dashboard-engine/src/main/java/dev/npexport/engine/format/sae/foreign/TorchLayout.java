package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.pickle.TorchFile;
import java.nio.file.Path;
import java.util.Set;

/** One way in which an SAE is saved as a single PyTorch file without a configuration of its own. */
interface TorchLayout {

  /** Stable id of the format. */
  String id();

  /** What it is, and the tensors that it is known by, for a person. */
  String looksLike();

  /** Whether a file of this name with these tensors is of the layout. */
  boolean recognises(Path file, Set<String> tensors);

  /** Takes the tensors and says the configuration. */
  TargetConfig convert(TorchFile file, Conversion conversion);
}
