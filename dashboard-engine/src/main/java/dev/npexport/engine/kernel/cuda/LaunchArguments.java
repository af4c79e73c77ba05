package dev.npexport.engine.kernel.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a kernel as the driver takes them: an array of pointers to the values. */
final class LaunchArguments {

  private final Arena arena;
  private final List<MemorySegment> values = new ArrayList<>();

  LaunchArguments(Arena arena) {
    this.arena = arena;
  }

  LaunchArguments add(int value) {
    values.add(arena.allocateFrom(ValueLayout.JAVA_INT, value));
    return this;
  }

  /** A number or a device address. */
  LaunchArguments add(long value) {
    values.add(arena.allocateFrom(ValueLayout.JAVA_LONG, value));
    return this;
  }

  LaunchArguments add(double value) {
    values.add(arena.allocateFrom(ValueLayout.JAVA_DOUBLE, value));
    return this;
  }

  int count() {
    return values.size();
  }

  MemorySegment pointers() {
    MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, values.size());
    for (int i = 0; i < values.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, values.get(i));
    }
    return pointers;
  }
}
