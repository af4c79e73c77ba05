package dev.npexport.engine;

import java.nio.file.Path;

/**
 * A finished archive.
 *
 * @param sha256 of the whole file, lower-case hex
 */
public record PackagedArchive(Path path, long sizeBytes, String sha256, int entries) {}
