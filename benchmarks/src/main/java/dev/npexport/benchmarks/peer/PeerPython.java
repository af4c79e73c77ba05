package dev.npexport.benchmarks.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the peers' scripts of {@code benchmarks/peers}, each in a process of its own. The C
 * allocator keeps its memory: freeing and allocating large buffers again costs torch more than the
 * arithmetic on small machines, and we reuse ours.
 */
public final class PeerPython {

  private static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", "100000000000",
          "MALLOC_TOP_PAD_", "500000000");

  private static final Path PEERS =
      Path.of(System.getProperty("npexport.home", "."), "benchmarks", "peers");

  private final Path python;

  private PeerPython(Path python) {
    this.python = python;
  }

  /** The peers' Python, or empty, with a word how to get it. */
  public static Optional<PeerPython> find(BenchOptions options, Console console) {
    if (options.withoutPeer()) {
      console.say("without the peer, as asked");
      return Optional.empty();
    }
    Path folder = options.peerVenv().orElse(PEERS.resolve(".venv"));
    Path python = folder.resolve("bin").resolve("python");
    if (Files.isExecutable(python)) {
      return Optional.of(new PeerPython(python));
    }
    if (options.peerVenv().isPresent()) {
      throw new BenchFailure("--peer-venv: there is no " + python);
    }
    console.say("the peer does not run: there is no %s", python);
    console.say("set it up with benchmarks/peers/setup, or name one with --peer-venv DIR");
    return Optional.empty();
  }

  /**
   * Runs a script to its end.
   *
   * @return the JSON object on its last line
   */
  public JsonNode run(String script, List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.add(PEERS.resolve(script).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(ALLOCATOR);
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      int code = process.waitFor();
      if (code != 0 || lines.isEmpty()) {
        throw new BenchFailure(
            script + " ended with code " + code + ":\n" + String.join("\n", tail(lines)));
      }
      return new ObjectMapper().readTree(lines.getLast());
    } catch (JsonProcessingException e) {
      throw new BenchFailure(script + " did not end with a line of JSON", e);
    } catch (IOException e) {
      throw new BenchFailure(script + " did not run", e);
    }
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 15), lines.size());
  }
}
