package dev.npexport.engine.archive.zip;

/**
 * A line of manifest.json.
 *
 * @param size of the content as it reads after unzipping
 * @param sha256 of that content
 */
public record ManifestEntry(String path, long size, String sha256) {}
