package dev.npexport.engine.format.zip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An entry that is stored as it is. */
record StoredPart(String name, MemorySegment content) implements ZipPart {

  @Override
  public long size() {
    return content.byteSize();
  }

  @Override
  public byte[] head(int count) {
    return content.asSlice(0, Math.min(count, size())).toArray(ValueLayout.JAVA_BYTE);
  }
}
