package dev.npexport.engine.kernel.vnni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operating system says of the processor: a flag is there only if both can. */
record CpuFlags(String system, String architecture, Set<String> flags) {

  private static final List<String> NEEDED = List.of("avx512f", "avx512_vnni", "popcnt");

  static CpuFlags ofThisMachine() {
    Path file = Path.of("/proc/cpuinfo");
    String text;
    try {
      text = Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      text = "";
    }
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), text);
  }

  /**
   * @param cpuinfo as in /proc/cpuinfo; the first line of flags counts
   */
  static CpuFlags of(String system, String architecture, String cpuinfo) {
    Set<String> flags =
        cpuinfo
            .lines()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Arrays.asList(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
            .map(Set::copyOf)
            .orElse(Set.of());
    return new CpuFlags(system, architecture, flags);
  }

  /** Why the code cannot run here, or empty. */
  Optional<String> problem() {
    if (!system.equals("Linux") || !architecture.equals("amd64")) {
      return Optional.of("it needs Linux on x86-64, not %s on %s".formatted(system, architecture));
    }
    String missing =
        NEEDED.stream().filter(flag -> !flags.contains(flag)).collect(Collectors.joining(", "));
    return missing.isEmpty() ? Optional.empty() : Optional.of("the CPU has no " + missing);
  }
}
