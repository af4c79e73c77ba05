package dev.npexport.engine.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The rows of the batch files of one folder of an archive, one in memory at a time. */
final class RowLines implements Iterator<JsonNode> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path archive;
  private final ZipFile zip;
  private final Iterator<? extends ZipEntry> batches;
  private String entry = "";
  private long line;
  private Optional<BufferedReader> open = Optional.empty();
  private Optional<JsonNode> next = Optional.empty();
  private boolean ended;

  /**
   * @param batches in the order of their numbers
   */
  RowLines(Path archive, ZipFile zip, List<? extends ZipEntry> batches) {
    this.archive = archive;
    this.zip = zip;
    this.batches = batches.iterator();
  }

  @Override
  public boolean hasNext() {
    return peek().isPresent();
  }

  /** The next row without taking it. */
  Optional<JsonNode> peek() {
    if (next.isEmpty() && !ended) {
      next = read();
      ended = next.isEmpty();
    }
    return next;
  }

  @Override
  public JsonNode next() {
    JsonNode row = peek().orElseThrow(NoSuchElementException::new);
    next = Optional.empty();
    return row;
  }

  private Optional<JsonNode> read() {
    try {
      while (open.isPresent() || batches.hasNext()) {
        if (open.isEmpty()) {
          ZipEntry batch = batches.next();
          entry = batch.getName();
          line = 0;
          open =
              Optional.of(
                  new BufferedReader(
                      new InputStreamReader(
                          new GZIPInputStream(zip.getInputStream(batch), 1 << 16),
                          StandardCharsets.UTF_8)));
        }
        Optional<String> text = Optional.ofNullable(open.get().readLine());
        if (text.isPresent()) {
          line++;
          return Optional.of(MAPPER.readTree(text.get()));
        }
        open.get().close();
        open = Optional.empty();
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new InputException(
          ProblemCode.MALFORMED_JSON,
          archive,
          entry + " line " + line,
          "is not valid JSON: " + JsonFiles.reason(e));
    } catch (IOException e) {
      throw InputFiles.unreadable(archive, e);
    }
  }
}
