package dev.npexport.engine.format.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The CSV tables of facts about models that ship beside these classes. */
final class FactTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private FactTable() {}

  static List<CSVRecord> read(String resource) {
    InputStream in = FactTable.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("the table " + resource + " is not on the class path");
    }
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return FORMAT.parse(reader).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the table " + resource, e);
    }
  }
}
