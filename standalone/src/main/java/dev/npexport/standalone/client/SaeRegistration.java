package dev.npexport.standalone.client;

import java.util.Optional;

/**
 * The inputs of one SAE as the API's server sees them: relative to its data folder, or absolute
 * below one of its input roots.
 */
public record SaeRegistration(
    Optional<String> name,
    String saePath,
    String modelPath,
    String activationsPath,
    Optional<String> labelsPath,
    Optional<String> denseActivationsPath) {}
