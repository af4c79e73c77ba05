package dev.npexport.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the command line says; a benchmark reads what concerns it. */
@Command(name = "npexport bench")
public final class BenchOptions {

  @Parameters(arity = "0..1", defaultValue = "")
  private String name;

  @Option(names = "--sae")
  private Path sae;

  @Option(names = "--model")
  private Path model;

  @Option(names = "--activations")
  private Path activations;

  @Option(names = "--features")
  private Integer features;

  @Option(names = "--vocabulary")
  private Integer vocabulary;

  @Option(names = "--width")
  private Integer width;

  @Option(names = "--runs", defaultValue = "3")
  private int runs;

  @Option(names = "--threads")
  private Integer threads;

  @Option(names = "--peer-venv")
  private Path peerVenv;

  @Option(names = "--without-peer")
  private boolean withoutPeer;

  @Option(names = "--work")
  private Path work;

  @Option(names = {"-h", "--help"})
  private boolean help;

  public String name() {
    return name;
  }

  public boolean help() {
    return help || name.isEmpty();
  }

  public Optional<Path> sae() {
    return Optional.ofNullable(sae);
  }

  public Optional<Path> model() {
    return Optional.ofNullable(model);
  }

  public Optional<Path> activations() {
    return Optional.ofNullable(activations);
  }

  /** Features to work on, from the first one. */
  public OptionalInt features() {
    return count("--features", features);
  }

  /** Vocabulary of generated matrices. */
  public OptionalInt vocabulary() {
    return count("--vocabulary", vocabulary);
  }

  /** Width of generated matrices. */
  public OptionalInt width() {
    return count("--width", width);
  }

  private static OptionalInt count(String option, Integer value) {
    if (value != null && value < 1) {
      throw new BenchFailure(option + " is " + value + ", expected at least 1");
    }
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Counted runs of each side. */
  public int runs() {
    return Math.max(1, runs);
  }

  /** Threads of each side. */
  public int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
  }

  /** The peers' virtual environment, where it is not {@code benchmarks/peers/.venv}. */
  public Optional<Path> peerVenv() {
    return Optional.ofNullable(peerVenv);
  }

  public boolean withoutPeer() {
    return withoutPeer;
  }

  /** Folder for large temporary files. */
  public Path work() {
    return work == null ? Path.of(System.getProperty("java.io.tmpdir")) : work;
  }
}
