package dev.npexport.engine;

import java.nio.file.Path;
import java.util.Optional;

/** Where the inputs of an export lie. */
public record InputPaths(Path sae, Path model, Path activations, Optional<Path> labels) {}
