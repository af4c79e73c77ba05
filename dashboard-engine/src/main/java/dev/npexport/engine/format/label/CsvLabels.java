package dev.npexport.engine.format.label;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV (RFC 4180, UTF-8) whose header names {@link LabelFields} in any order. */
final class CsvLabels implements LabelFormat {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  @Override
  public Optional<String> detect(Path path) {
    return Files.isRegularFile(path) && path.getFileName().toString().endsWith(".csv")
        ? Optional.of("a file that ends in .csv")
        : Optional.empty();
  }

  @Override
  public void read(Path path, LabelCollector collector) {
    try (InputStream in = InputFiles.open(path);
        Reader reader = withoutByteOrderMark(in);
        CSVParser parser = FORMAT.parse(reader)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw malformed(path, "line 1", "is missing; expected a header");
      }
      List<String> header = header(path, records.next());
      long line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        String where = JsonLines.line(line);
        if (!isBlank(record)) {
          collector.attempt(
              () ->
                  collector.add(path, where, LabelFields.label(row(path, where, header, record))));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      throw malformed(path, "", "is not CSV in UTF-8: " + e.getCause().getMessage());
    } catch (CharacterCodingException e) {
      throw malformed(path, "", "is not CSV in UTF-8");
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  private static boolean isBlank(CSVRecord record) {
    return record.size() == 1 && record.get(0).isBlank();
  }

  private static Reader withoutByteOrderMark(InputStream in) throws IOException {
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private static List<String> header(Path path, CSVRecord record) {
    List<String> names = record.stream().map(String::strip).toList();
    for (String name : names) {
      if (!LabelFields.ALL.contains(name)) {
        throw new InputException(
            ProblemCode.INVALID_FIELD,
            path,
            "line 1 column " + name,
            "is not known; expected columns of " + String.join(", ", LabelFields.ALL));
      }
    }
    if (names.stream().distinct().count() < names.size()) {
      throw malformed(path, "line 1", "names a column twice");
    }
    if (!names.contains(LabelFields.INDEX)) {
      throw new InputException(
          ProblemCode.MISSING_FIELD, path, "line 1 column " + LabelFields.INDEX, "is missing");
    }
    return names;
  }

  private static LabelRow row(Path path, String where, List<String> header, CSVRecord record) {
    if (record.size() != header.size()) {
      throw malformed(
          path, where, "has " + record.size() + " columns; the header names " + header.size());
    }
    LabelRow row = new LabelRow(path, where);
    for (int i = 0; i < header.size(); i++) {
      row.set(header.get(i), record.get(i));
    }
    return row;
  }

  private static InputException malformed(Path path, String where, String message) {
    return new InputException(Problem.of(ProblemCode.MALFORMED_FILE, path, where, message));
  }
}
