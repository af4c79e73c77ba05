package dev.npexport.worker.push;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Neuronpedia tree inside an archive. */
final class NeuronpediaTree implements AutoCloseable {

  private static final String ROOT = "neuronpedia/v1/";
  private static final String CONFIG = ROOT + "config/";

  private final ZipFile zip;
  private final String source;

  private NeuronpediaTree(ZipFile zip, String source) {
    this.zip = zip;
    this.source = source;
  }

  /**
   * Opens the tree of an archive.
   *
   * @throws InputException if the archive is gone or holds no tree
   */
  static NeuronpediaTree open(Path archive) {
    if (!Files.isRegularFile(archive)) {
      throw new InputException(
          ProblemCode.FILE_NOT_FOUND, archive, "", "the archive is gone; export again");
    }
    try {
      ZipFile zip = new ZipFile(archive.toFile());
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(ROOT) && name.endsWith("/source.jsonl"))
          .findFirst()
          .map(name -> new NeuronpediaTree(zip, name.substring(0, name.lastIndexOf('/') + 1)))
          .orElseThrow(() -> withoutTree(zip, archive));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + archive, e);
    }
  }

  private static InputException withoutTree(ZipFile zip, Path archive) {
    try (zip) {
      return new InputException(
          ProblemCode.MISSING_FIELD,
          archive,
          "neuronpedia/v1",
          "the archive was exported without include_neuronpedia_import");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + archive, e);
    }
  }

  String modelId() {
    return source.substring(ROOT.length(), source.indexOf('/', ROOT.length()));
  }

  String sourceId() {
    return source.substring(ROOT.length() + modelId().length() + 1, source.length() - 1);
  }

  /** Reads the lines of a config file. */
  void config(String name, Consumer<String> line) {
    read(CONFIG + name, line);
  }

  /** Reads the lines of a file that describes the source. */
  void metadata(String name, Consumer<String> line) {
    read(source + name, line);
  }

  /** Names of the batch files of a folder, in the order of their numbers. */
  List<String> batches(String folder) {
    String prefix = source + folder + "/batch-";
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted(Comparator.comparingInt(name -> number(name.substring(prefix.length()))))
        .toList();
  }

  /** Reads the lines of an entry; one that is not there has none. */
  void read(String name, Consumer<String> line) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return;
    }
    try (InputStream bytes = zip.getInputStream(entry);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (!text.isBlank()) {
          line.accept(text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s of %s".formatted(name, zip.getName()), e);
    }
  }

  private static int number(String rest) {
    return Integer.parseInt(rest.substring(0, rest.indexOf('.')));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + zip.getName(), e);
    }
  }
}
