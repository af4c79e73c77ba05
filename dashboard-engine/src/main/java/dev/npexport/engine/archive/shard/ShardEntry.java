package dev.npexport.engine.archive.shard;

/**
 * One archive entry that a shard made, as the archive will hold it.
 *
 * @param path in the archive
 * @param size of the content as it reads after unzipping
 * @param packedSize of the bytes in the archive: deflated for a feature, the same as {@code size}
 *     for a batch, which is compressed already
 * @param crc32 of the content
 * @param sha256 of the content
 */
public record ShardEntry(String path, long size, long packedSize, long crc32, String sha256) {}
