package dev.npexport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the numbers were measured on.
 *
 * @param instructions the vector instruction sets that matter here, that the CPU has
 * @param lacks those it has not
 */
public record Machine(
    String cpu, int cores, long memoryGib, List<String> instructions, List<String> lacks) {

  private static final Path CPU_FILE = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_FILE = Path.of("/proc/meminfo");

  /** Names for people by the flag of the Linux kernel, from narrow to wide. */
  private static final Map<String, String> SETS = new LinkedHashMap<>();

  static {
    SETS.put("avx2", "AVX2");
    SETS.put("fma", "FMA");
    SETS.put("avx512f", "AVX512F");
    SETS.put("avx512_bf16", "AVX512-BF16");
    SETS.put("amx_bf16", "AMX-BF16");
  }

  public static Machine current() {
    return of(lines(CPU_FILE), lines(MEMORY_FILE), Runtime.getRuntime().availableProcessors());
  }

  static Machine of(List<String> cpu, List<String> memory, int cores) {
    Set<String> flags = Set.of(value(cpu, "flags").split(" +"));
    return new Machine(
        value(cpu, "model name"),
        cores,
        Math.round(kib(value(memory, "MemTotal")) / (double) (1 << 20)),
        names(flags, true),
        names(flags, false));
  }

  public String describe() {
    return "%d cores of %s, %d GiB, %s; not %s; Java %s"
        .formatted(
            cores,
            cpu,
            memoryGib,
            String.join(" ", instructions),
            lacks.isEmpty() ? "lacking any of those asked for" : String.join(" ", lacks),
            Runtime.version().feature());
  }

  private static List<String> names(Set<String> flags, boolean present) {
    return SETS.entrySet().stream()
        .filter(set -> flags.contains(set.getKey()) == present)
        .map(Map.Entry::getValue)
        .collect(Collectors.toList());
  }

  private static long kib(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** Elsewhere than on Linux there are no such files, and the machine is described by less. */
  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new BenchFailure(file + " is unreadable", e);
    }
  }
}
