package dev.npexport.engine.format.zip;

import dev.npexport.engine.format.tensor.Lazy;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** An entry that is stored as it is. */
final class StoredPart implements ZipPart {

  private static final long BLOCK = 1 << 30;

  private final Path file;
  private final String name;
  private final MemorySegment content;
  private final long crc;
  private final Lazy<MemorySegment> checked = Lazy.of(this::check);

  StoredPart(Path file, String name, MemorySegment content, long crc) {
    this.file = file;
    this.name = name;
    this.content = content;
    this.crc = crc;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return content.byteSize();
  }

  @Override
  public byte[] head(int count) {
    return content.asSlice(0, Math.min(count, size())).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public MemorySegment content() {
    return content;
  }

  @Override
  public MemorySegment checkedContent() {
    return checked.get();
  }

  private MemorySegment check() {
    CRC32 sum = new CRC32();
    for (long at = 0; at < size(); at += BLOCK) {
      sum.update(content.asSlice(at, Math.min(BLOCK, size() - at)).asByteBuffer());
    }
    if (sum.getValue() != crc) {
      throw ZipContainer.malformed(file, name, "does not have the content that its checksum is of");
    }
    return content;
  }
}
